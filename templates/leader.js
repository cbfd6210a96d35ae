"use strict";
const entries = JSON.parse(document.getElementById("entries").textContent);
const found = document.getElementById("found");
const field = document.getElementById("search");
function line(entry) {
  const item = document.createElement("li");
  const head = document.createElement("b");
  head.textContent = entry.name + "：" + entry.value;
  const places = document.createElement("ul");
  places.append(...entry.places.map(text => {
    const place = document.createElement("li");
    place.textContent = text;
    return place;
  }));
  const clause = document.createElement("div");
  clause.className = "quiet";
  clause.textContent = entry.clause ? "依据：" + entry.clause : "";
  item.append(head, places, clause);
  return item;
}
function search() {
  const words = field.value.trim().split(/\s+/).filter(Boolean);
  const hits = words.length ? entries.filter(e => words.every(w => (e.name + e.value).includes(w))) : [];
  found.replaceChildren(...hits.slice(0, 20).map(line));
  document.getElementById("hits").textContent = words.length ? "找到" + hits.length + "项" : "";
}
field.addEventListener("input", search);
