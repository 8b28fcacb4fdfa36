/* The summary of errors takes the focus, on a whole page and in a swapped piece. On a slow line this script comes late:
   who has gone to a field by then, or writes in the one that had the focus from the start, stays there. */
const writing = (field) =>
  field.matches("input, textarea, select") && (!field.autofocus || field.value !== (field.defaultValue ?? field.value));
const focusFirst = (root) => {
  const found = root.querySelector("[data-focus]");
  if (found) found.focus();
};
if (!writing(document.activeElement)) focusFirst(document);
document.addEventListener("htmx:afterSwap", (event) => focusFirst(event.target));
