"use strict";
/* The desk on a wide screen: a row opens its case in the right-hand pane. Without this, a row is a link to a page. */
(() => {
  const wide = matchMedia("(min-width: 1100px)");
  const pane = () => document.getElementById("case");
  const rows = () => [...document.querySelectorAll("[data-case]")];
  const mark = (number) => {
    rows().forEach((row) => (row.dataset.case === number ? row.setAttribute("aria-current", "true") : row.removeAttribute("aria-current")));
  };
  const opened = () => new URLSearchParams(location.search).get("case");
  /* After a step a case may leave the list or stand elsewhere in it: so the order in which it was opened is remembered. */
  const numbers = () => rows().map((row) => row.dataset.case);
  let order = numbers();

  document.addEventListener("click", (event) => {
    const row = event.target.closest("[data-case]");
    if (!row || !pane() || !wide.matches || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    order = numbers();
    const address = new URL(location.href);
    address.searchParams.set("case", row.dataset.case);
    history.replaceState(history.state, "", address);
    mark(row.dataset.case);
    htmx.ajax("GET", row.href, { source: row, target: "#case", swap: "innerHTML show:none" }).then(() => {
      pane().classList.remove("split__case--empty");
      pane().scrollTop = 0;
      pane().focus({ preventScroll: true });
    });
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.target.id === "queue") mark(opened());
  });
  document.addEventListener("click", (event) => {
    const door = event.target.closest("[data-next]");
    if (!door || !wide.matches || !document.getElementById("queue") || event.button || event.ctrlKey || event.metaKey) return;
    const here = numbers();
    const known = order.includes(opened()) ? order : here;
    const behind = known.slice(known.indexOf(opened()) + 1).find((number) => here.includes(number));
    if (!behind) return;
    event.preventDefault();
    rows().find((row) => row.dataset.case === behind).click();
  });

  const lost = (shown) => {
    const notice = document.getElementById("lost");
    if (notice) notice.hidden = !shown;
  };
  document.addEventListener("htmx:sendError", () => lost(true));
  document.addEventListener("htmx:responseError", () => lost(true));
  document.addEventListener("htmx:beforeRequest", () => lost(false));

  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => print());
  });
})();
