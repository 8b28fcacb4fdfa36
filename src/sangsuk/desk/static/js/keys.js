"use strict";
/* Keys of the desk. They are read by their place on the keyboard, so that they work with the Thai layout too. */
(() => {
  const dialog = document.getElementById("keys");
  const root = document.querySelector("[data-desk]");
  if (dialog) {
    document.querySelectorAll("[data-keys-open]").forEach((link) =>
      link.addEventListener("click", (event) => {
        event.preventDefault();
        dialog.showModal();
      }));
  }
  if (!root || root.dataset.keys === undefined) return;

  const rows = () => [...document.querySelectorAll("[data-case]")];
  const at = () => {
    const here = rows().indexOf(document.activeElement);
    return here >= 0 ? here : rows().findIndex((row) => row.hasAttribute("aria-current"));
  };
  const step = (by) => {
    const all = rows();
    if (!all.length) return;
    const here = at();
    all[here < 0 ? 0 : Math.min(all.length - 1, Math.max(0, here + by))].focus();
  };
  const press = (...moves) => {
    const found = moves.map((name) => document.querySelector(`#case [data-move="${name}"]`)).find(Boolean);
    if (!found) return;
    const click = () => (found.querySelector("button") || found).click();
    /* A case that has just come in is seen some moments before its buttons are wired. */
    if (document.querySelector(".htmx-added, .htmx-settling")) document.addEventListener("htmx:afterSettle", click, { once: true });
    else click();
  };
  const tick = () => {
    const bar = document.querySelector("details.bulk");
    const box = rows()[at()]?.closest(".row").querySelector(".row__tick input");
    if (!bar || !box) return;
    bar.open = true;
    box.checked = !box.checked;
  };
  const keys = {
    KeyJ: () => step(1),
    KeyK: () => step(-1),
    KeyA: () => press("accept", "agency_accept"),
    KeyR: () => press("inform", "report"),
    KeyN: () => document.querySelector("[data-next]")?.click(),
    KeyC: () => document.querySelector('.topbar__nav a[href$="/new"]')?.click(),
    KeyS: () => document.querySelector("[data-serve]")?.click(),
    KeyT: () => document.querySelector('.topbar__nav a[href$="/today"]')?.click(),
    KeyX: () => tick(),
    Slash: () => document.getElementById("q")?.focus(),
    Escape: () => rows()[Math.max(0, at())]?.focus(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat && event.code === "KeyA") return;
    if (event.target.closest("input, textarea, select, [contenteditable], dialog")) return;
    const help = event.key === "?" || (event.code === "Slash" && event.shiftKey);
    const act = help ? () => dialog.showModal() : event.shiftKey ? null : keys[event.code];
    if (!act) return;
    event.preventDefault();
    act();
  });
})();
