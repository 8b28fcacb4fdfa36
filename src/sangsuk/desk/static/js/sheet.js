/* A block from a spreadsheet that is pasted into a number's field is shown line by line before anything of it is kept. */
document.addEventListener("paste", (event) => {
  const field = event.target.closest && event.target.closest("[data-paste]");
  const form = document.querySelector("[data-paste-form]");
  const text = field && form && event.clipboardData ? event.clipboardData.getData("text/plain") : "";
  if (!/[\t\n]/.test(text.trim())) return;
  event.preventDefault();
  form.elements.block.value = text;
  form.elements.start.value = field.dataset.paste;
  form.submit();
});
