"use strict";
const entries = JSON.parse(document.getElementById("entries").textContent);
const found = document.getElementById("found");
const field = document.getElementById("search");
function line(entry) {
  const item = document.createElement("li");
  const head = document.createElement("b");
  head.textContent = entry.name + "：" + entry.value;
  const places = document.createElement("div");
  const more = entry.all > entry.places.length ? " 等" + entry.all + "处" : "";
  places.textContent = entry.places.join("；") + more;
  const clause = document.createElement("div");
  clause.className = "quiet";
  clause.textContent = entry.clause ? "依据：" + entry.clause : "";
  item.append(head, places, clause);
  return item;
}
function search() {
  const words = field.value.trim().split(/\s+/).filter(Boolean);
  const hits = words.length ? entries.filter(e => words.every(w => e.name.includes(w))) : [];
  found.replaceChildren(...hits.slice(0, 20).map(line));
  document.getElementById("hits").textContent = words.length ? "找到" + hits.length + "项" : "";
}
field.addEventListener("input", search);
