/* Signing out takes the cases' data from this phone, never a report that was not sent. The sign-in page says so. */
(() => {
  if (!window.indexedDB) return;
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!/\/sign-out$/.test(form.action) || form.dataset.left) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    form.dataset.left = document.documentElement.dataset.leaving = "yes";
    const token = form.querySelector("[data-csrf]");
    if (token) token.value = (/csrftoken=([^;]+)/.exec(document.cookie) || [])[1] || "";
    const go = () => (navigator.onLine ? form.submit() : document.dispatchEvent(new CustomEvent("field-left")));
    Promise.allSettled([fieldStore.forgetBundle(), entryStore.forgetBundle()]).then(go);
  }, true);
  const note = document.querySelector("[data-field-unsent]");
  if (note) {
    Promise.all([fieldStore.reports(), entryStore.projects()]).then(([reports, projects]) => {
      const n = reports.filter((report) => report.state !== "sent").length + projects.filter(entryStore.owes).length;
      note.hidden = !n;
      note.textContent = note.dataset.fieldUnsent.replace("{n}", n);
    }, () => {});
  }
})();
