/* Place names while typing: a combobox as in the ARIA Authoring Practices (list, manual choice). Without it the form
   finds the same places on a page of its own. */
document.querySelectorAll("input[data-suggest]").forEach((input) => {
  const list = document.createElement("ul");
  const said = document.querySelector("[data-said]");
  list.className = "suggestions";
  list.id = input.id + "_list";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", document.querySelector(`label[for="${input.id}"]`).textContent);
  input.after(list);
  Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })
    .forEach(([name, value]) => input.setAttribute(name, value));

  let at = -1;
  let asked = "";
  let timer = 0;

  const close = () => {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (index) => {
    at = index;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", i === at ? "true" : "false"));
    const item = list.children[at];
    if (!item) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", item.id);
    item.scrollIntoView({ block: "nearest" });
  };
  const choose = (item) => {
    input.value = item.textContent;
    close();
    const chosen = new CustomEvent("place-chosen", { bubbles: true, cancelable: true, detail: { code: item.dataset.code, label: item.textContent } });
    if (!input.dispatchEvent(chosen)) return;
    const form = document.getElementById(input.dataset.form);
    const code = document.createElement("input");
    code.type = "hidden";
    code.name = "place";
    code.value = item.dataset.code;
    form.append(code);
    form.requestSubmit();
  };
  const open = () => {
    list.hidden = !list.children.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
  };
  const show = (places) => {
    list.replaceChildren(...places.map((place, i) => {
      const item = document.createElement("li");
      item.className = "suggestion";
      item.id = `${list.id}_${i}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.dataset.code = place.code;
      item.textContent = place.label;
      return item;
    }));
    at = -1;
    open();
    if (said) said.textContent = places.length ? input.dataset.found.replace("{n}", places.length) : input.dataset.none;
  };
  const ask = async () => {
    const q = input.value.trim();
    if (q === asked) return open();
    asked = q;
    if (q.length < 2) {
      list.replaceChildren();
      close();
      if (said) said.textContent = "";
      return;
    }
    try {
      const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(q)}`, { headers: { Accept: "application/json" } });
      const places = (await answer.json()).items;
      if (q === asked) show(places);
    } catch {
      close();
    }
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 180);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && list.hidden) open();
    const count = list.hidden ? 0 : list.children.length;
    if (event.key === "Escape") {
      if (count) event.preventDefault();
      close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark(at < 0 && step < 0 ? count - 1 : (at + step + count) % count);
    } else if (event.key === "Enter" && at >= 0 && count) {
      event.preventDefault();
      choose(list.children[at]);
    }
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const item = event.target.closest("[role=option]");
    if (item) choose(item);
  });
  input.addEventListener("blur", () => setTimeout(close, 150));
});
