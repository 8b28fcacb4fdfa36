/* What is typed is kept on this phone until it is sent, for a day at most; the name and telephone never are. */
const DAY = 86400000;
const read = (name) => {
  try {
    const kept = JSON.parse(localStorage.getItem(name));
    return kept && Date.now() - kept.at < DAY ? kept.fields : {};
  } catch {
    return {};
  }
};
document.querySelectorAll("[data-forget]").forEach((mark) => {
  try {
    localStorage.removeItem(mark.dataset.forget);
  } catch { /* no storage: nothing was kept */ }
});
document.querySelectorAll("form[data-keeps]").forEach((form) => {
  const name = form.dataset.keeps;
  const inputs = [...form.querySelectorAll("[data-keep]")];
  const kept = read(name);
  let back = false;
  inputs.forEach((input) => {
    if (!input.value && kept[input.name]) {
      input.value = kept[input.name];
      back = true;
    }
  });
  const note = document.querySelector("[data-kept]");
  if (back && note) {
    note.textContent = note.dataset.kept;
    note.hidden = false;
  }
  form.addEventListener("input", () => {
    const fields = Object.fromEntries(inputs.map((input) => [input.name, input.value]));
    try {
      localStorage.setItem(name, JSON.stringify({ at: Date.now(), fields }));
    } catch { /* storage is full or closed: typing goes on */ }
  });
});
document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
