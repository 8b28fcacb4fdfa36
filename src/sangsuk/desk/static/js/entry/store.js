"use strict";
/* What the phone keeps of sheets: the months that it was given (`bundle`), what is typed and not yet in the house, project by
   project (`projects`), and photographs (`photos`).
   A project: { id: "sheet/project", user, sheet, project, fields: { "indicator~cell": words }, wants, frozen, photos,
   conflicts, wrong, message, owed, at }. `owed`: the house has not got all of it. `frozen`: { id, body, sha256, fields }, bytes that are on their way and do not change. */
const entryStore = (() => {
  const { open, run } = phoneLine.base("sangsuk-sheets", 1, (db) => {
    db.createObjectStore("bundle");
    db.createObjectStore("projects", { keyPath: "id" });
    db.createObjectStore("photos", { keyPath: ["project", "sha256"] });
  });
  const filled = (one) => Object.keys(one.fields).length > 0;
  const owes = (one) => filled(one) || !!one.frozen || one.photos.some((photo) => !photo.sent) || one.conflicts.length > 0;
  return {
    open,
    bundle: () => run("bundle", "readonly", (t) => t.objectStore("bundle").get("now")),
    keepBundle: (bundle) => run("bundle", "readwrite", (t) => t.objectStore("bundle").put(bundle, "now")),
    forgetBundle: () => run("bundle", "readwrite", (t) => t.objectStore("bundle").clear()),
    projects: () => run("projects", "readonly", (t) => t.objectStore("projects").getAll()),
    project: (id) => run("projects", "readonly", (t) => t.objectStore("projects").get(id)),
    drop: (id) => run("projects", "readwrite", (t) => t.objectStore("projects").delete(id)),
    /* Changed in one turn, so that typing and sending never overwrite each other. */
    change: (id, begin, act) =>
      run("projects", "readwrite", (t) => {
        const all = t.objectStore("projects");
        const asked = all.get(id);
        asked.onsuccess = () => {
          const one = asked.result || begin;
          act(one);
          one.owed = owes(one);
          one.at = Date.now();
          all.put(one);
        };
      }),
    photos: (id) => run("photos", "readonly", (t) => t.objectStore("photos").getAll(IDBKeyRange.bound([id], [id, []]))),
    keepPhoto: (photo) => run("photos", "readwrite", (t) => t.objectStore("photos").put(photo)),
    dropPhoto: (id, sha256) => run("photos", "readwrite", (t) => t.objectStore("photos").delete([id, sha256])),
    filled,
    owes,
  };
})();
