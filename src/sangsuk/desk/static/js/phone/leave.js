/* Signing out takes the bundles that the house gave from this phone, never a report that was not sent; the sign-in page says
   so. Every desk page brings this, so it asks the phone's databases without their stores: field/store.js, entry/store.js, spot.js. */
(() => {
  if (!window.indexedDB) return;
  const KEPT = [
    ["sangsuk-field", "reports", (report) => report.state !== "sent"],
    ["sangsuk-sheets", "projects", (project) => project.owed],
    ["sangsuk-outreach", "cases", (one) => one.state !== "sent"],
  ];
  /* null: this phone has no such database, and gets none by being asked. */
  const turn = (name, store, mode, act) =>
    new Promise((done, fail) => {
      const asked = indexedDB.open(name);
      asked.onupgradeneeded = () => asked.transaction.abort();
      asked.onerror = () => done(null);
      asked.onsuccess = () => {
        const db = asked.result, over = db.transaction(store, mode), got = act(over.objectStore(store));
        over.oncomplete = () => (db.close(), done(got.result));
        over.onabort = () => (db.close(), fail(over.error));
      };
    });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!/\/sign-out$/.test(form.action) || form.dataset.left) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    form.dataset.left = document.documentElement.dataset.leaving = "yes";
    const token = form.querySelector("[data-csrf]");
    if (token) token.value = (/csrftoken=([^;]+)/.exec(document.cookie) || [])[1] || "";
    const go = () => (navigator.onLine ? form.submit() : document.dispatchEvent(new CustomEvent("field-left")));
    Promise.allSettled(KEPT.map(([name]) => turn(name, "bundle", "readwrite", (store) => store.clear()))).then(go);
  }, true);
  const note = document.querySelector("[data-field-unsent]");
  if (!note) return;
  Promise.all(KEPT.map(([name, store, owes]) =>
    turn(name, store, "readonly", (all) => all.getAll()).then((all) => (all || []).filter(owes).length))).then((counts) => {
    const n = counts.reduce((sum, one) => sum + one, 0);
    note.hidden = !n;
    note.textContent = note.dataset.fieldUnsent.replace("{n}", n);
  }, () => {});
})();
