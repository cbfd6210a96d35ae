// Filters. What is chosen stands in the address (#unit=…&nature=data,doubt&code=L201), so that a
// link leads to the same view; the page without this script shows everything.
(function () {
  "use strict";
  document.documentElement.classList.add("js");
  const form = document.getElementById("filter");
  if (!form) return;
  const shown = document.getElementById("shown");
  const lines = Array.from(document.querySelectorAll("tr[data-code]"), (row) => ({
    row, unit: row.dataset.unit, also: (row.dataset.also || "").split("｜"), nature: row.dataset.nature, code: row.dataset.code, shown: true,
  }));
  const lineOf = new Map(lines.map((line) => [line.row, line]));
  const holders = Array.from(document.querySelectorAll("tr.group, .chunk, .sheet, .file"), (part) => ({
    part, shown: true,
    lines: Array.from(part.querySelectorAll("tr[data-code]"), (row) => lineOf.get(row)),
    count: part.matches(".group") ? part.querySelector(".count") : null,
  }));
  // A long page is laid out only where it is in sight, or each filter would wait for all of it.
  if (lines.length > 500) {
    for (const chunk of document.querySelectorAll(".chunk")) {
      const rows = chunk.firstElementChild.tBodies[0].rows.length;
      chunk.style.containIntrinsicBlockSize = `auto ${72 * rows}px`;
      chunk.classList.add("lazy");
    }
  }
  // What somebody asks for is shown, in files that are folded too.
  const files = Array.from(document.querySelectorAll("details.file"), (part) => ({ part, open: part.open }));
  const natures = Array.from(form.elements).filter((box) => box.name === "nature");

  // Only what changes is touched: with thousands of lines that is what takes the time.
  function show(what, element, shown) {
    if (what.shown !== shown) element.hidden = !shown;
    what.shown = shown;
  }

  function choose(select, value) {
    select.value = value;
    if (select.selectedIndex < 0) select.value = "";
  }

  function fromAddress() {
    const wanted = new URLSearchParams(location.hash.slice(1));
    const named = wanted.has("nature") ? wanted.get("nature").split(",") : null;
    choose(form.elements.unit, wanted.get("unit") || "");
    choose(form.elements.code, wanted.get("code") || "");
    for (const box of natures) box.checked = !named || named.includes(box.value);
    apply();
  }

  function toAddress() {
    const chosen = new URLSearchParams();
    const ticked = natures.filter((box) => box.checked);
    if (form.elements.unit.value) chosen.set("unit", form.elements.unit.value);
    if (ticked.length < natures.length) {
      chosen.set("nature", ticked.map((box) => box.value).join(","));
    }
    if (form.elements.code.value) chosen.set("code", form.elements.code.value);
    location.replace("#" + (chosen.toString() || "all")); // an empty one would scroll to the top
  }

  function apply() {
    const unit = form.elements.unit.value;
    const code = form.elements.code.value;
    const ticked = new Set(natures.filter((box) => box.checked).map((box) => box.value));
    let visible = 0;
    for (const line of lines) {
      const wanted = (!unit || line.unit === unit || line.also.includes(unit)) && (!code || line.code === code) && ticked.has(line.nature);
      visible += wanted;
      show(line, line.row, wanted);
    }
    for (const holder of holders) {
      const left = holder.lines.reduce((sum, line) => sum + line.shown, 0);
      show(holder, holder.part, left > 0);
      if (holder.count && holder.count.textContent !== String(left)) holder.count.textContent = left;
    }
    const all = visible === lines.length;
    const target = all && document.getElementById(location.hash.slice(1) || "-");
    const asked = target && target.closest("details.file");
    for (const file of files) file.part.open = file.open || !all || file.part === asked;
    if (asked) target.scrollIntoView();
    const by = [unit, code && form.elements.code.selectedOptions[0].textContent].filter(Boolean).join("，");
    shown.textContent = all ? `共${lines.length}条` : `显示${visible}条，共${lines.length}条${by ? `（${by}）` : ""}`;
  }

  form.addEventListener("change", () => { apply(); toAddress(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { apply(); toAddress(); }));
  window.addEventListener("hashchange", fromAddress);

  // On paper nothing can be unfolded.
  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = Array.from(document.querySelectorAll("details:not([open])"));
    for (const one of folded) one.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const one of folded) one.open = false;
  });
  fromAddress();
})();
