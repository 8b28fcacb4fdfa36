"use strict";
/* What the phone keeps of the field: the visits that are ordered (`bundle`), the reports being written or waiting to be
   sent (`reports`), and their pictures (`photos`). What is written here is on disk before we say so. */
const fieldStore = (() => {
  const { open, run } = phoneLine.base("sangsuk-field", 1, (db) => {
    db.createObjectStore("bundle");
    db.createObjectStore("reports", { keyPath: "id" });
    db.createObjectStore("photos", { keyPath: ["report", "sha256"] });
  });
  const ofReport = (id) => IDBKeyRange.bound([id], [id, []]);
  return {
    open,
    bundle: () => run("bundle", "readonly", (t) => t.objectStore("bundle").get("now")),
    keepBundle: (bundle) => run("bundle", "readwrite", (t) => t.objectStore("bundle").put(bundle, "now")),
    forgetBundle: () => run("bundle", "readwrite", (t) => t.objectStore("bundle").clear()),
    reports: () => run("reports", "readonly", (t) => t.objectStore("reports").getAll()),
    report: (id) => run("reports", "readonly", (t) => t.objectStore("reports").get(id)),
    keep: (report) => run("reports", "readwrite", (t) => t.objectStore("reports").put(report)),
    photos: (id) => run("photos", "readonly", (t) => t.objectStore("photos").getAll(ofReport(id))),
    keepPhoto: (photo) => run("photos", "readwrite", (t) => t.objectStore("photos").put(photo)),
    dropPhoto: (id, sha256) => run("photos", "readwrite", (t) => t.objectStore("photos").delete([id, sha256])),
    /* The report goes, or only says that it was sent; its pictures go with it, at once or not at all. */
    end: (id, left) =>
      run(["reports", "photos"], "readwrite", (t) => {
        t.objectStore("photos").delete(ofReport(id));
        return left ? t.objectStore("reports").put(left) : t.objectStore("reports").delete(id);
      }),
  };
})();
