/* The summary of errors takes the focus, on a whole page and in a swapped piece. */
const focusFirst = (root) => {
  const found = root.querySelector("[data-focus]");
  if (found) found.focus();
};
focusFirst(document);
document.addEventListener("htmx:afterSwap", (event) => focusFirst(event.target));
