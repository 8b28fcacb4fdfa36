"use strict";
/* Ready words: a click puts them into the field, behind what stands there, and goes to the first gap that is left. */
(() => {
  const GAP = /\{[^{}\n]{1,60}\}/g;
  const left = (field) => {
    const form = field.form;
    const line = form && form.querySelector("[data-ready-left]");
    if (!line) return;
    const gaps = [...new Set(field.value.match(GAP) || [])];
    line.hidden = !gaps.length;
    line.querySelector("span").replaceChildren(...gaps.flatMap((gap) => {
      const door = document.createElement("button");
      door.type = "button";
      door.className = "ready__gap";
      door.textContent = gap;
      door.addEventListener("click", () => choose(field, gap));
      return [door, " "];
    }));
  };
  const choose = (field, gap) => {
    const at = field.value.indexOf(gap);
    field.focus();
    if (at >= 0) field.setSelectionRange(at, at + gap.length);
  };

  document.addEventListener("click", (event) => {
    const ready = event.target.closest("[data-ready]");
    if (!ready || event.ctrlKey || event.metaKey) return;
    const field = document.getElementById(ready.dataset.readyInto);
    if (!field) return;
    event.preventDefault();
    const before = field.value.trim();
    field.value = before ? `${before}\n${ready.dataset.readyText}` : ready.dataset.readyText;
    const code = field.form.querySelector("[data-ready-code]");
    if (code) code.value = ready.dataset.ready;
    ready.closest("details").open = false;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    const first = (field.value.match(GAP) || [])[0];
    if (first) choose(field, first);
    else field.focus();
  });
  document.addEventListener("input", (event) => {
    if (event.target.tagName === "TEXTAREA") left(event.target);
  });
  const all = (root) => root.querySelectorAll("form textarea").forEach(left);
  all(document);
  document.addEventListener("htmx:afterSettle", (event) => all(event.target));
})();
