/* From the phone to the house, exactly once. When a project's words set out they are frozen: the same bytes go under the same
   id until the house says that it has them; what is typed in between waits for the next turn. Photographs follow their words. */
const entrySync = (() => {
  const line = phoneLine.to("/desk/flagships/phone");
  const changed = () => document.dispatchEvent(new CustomEvent("entry-changed"));
  const pull = () => line.pull(entryStore.keepBundle);
  const path = (one, rest) => `/${one.sheet}/${rest}`;

  /* Of which word of the house each number was seen last. */
  const seqs = async (one) => {
    const bundle = await entryStore.bundle(), seen = {};
    const sheet = bundle && bundle.sheets.find((each) => each.id === one.sheet);
    const project = sheet && sheet.projects.find((each) => each.code === one.project);
    (project ? project.rows : []).forEach((row) => {
      seen[`${row.indicator}~`] = row.seq;
      row.axes.forEach((axis) => axis.cells.forEach((cell) => (seen[`${row.indicator}~${cell.cell}`] = cell.seq)));
    });
    return seen;
  };

  const freeze = async (id) => {
    const one = await entryStore.project(id);
    if (!one || one.frozen || !one.wants || !entryStore.filled(one)) return;
    const seen = await seqs(one);
    const body = JSON.stringify({ words: Object.entries(one.fields).map(([key, words]) => ({ ...words, seq: words.seq ?? seen[key] })) });
    const sha256 = await phoneLine.digest(new TextEncoder().encode(body));
    await entryStore.change(id, one, (now) => {
      now.frozen = { id: crypto.randomUUID(), body, sha256, fields: one.fields };
      Object.keys(one.fields).forEach((key) => {
        if (JSON.stringify(now.fields[key]) === JSON.stringify(one.fields[key])) delete now.fields[key];
      });
      now.wants = entryStore.filled(now);
      now.message = "";
      now.wrong = {};
    });
  };

  /* What the house would not take is there to be mended, unless something newer was typed since. */
  const back = (now, keys, wrong) => {
    keys.forEach((key) => (now.fields[key] ??= now.frozen.fields[key]));
    now.wrong = { ...now.wrong, ...wrong };
    now.wants = false;
  };

  /* "sent", "refused" or "away". */
  const sendWords = async (id) => {
    await freeze(id);
    const one = await entryStore.project(id);
    if (!one || !one.frozen) return "sent";
    const told = await line.ask("PUT", path(one, `words/${one.frozen.id}`), { body: one.frozen.body, type: "application/json" });
    const taken = told.status === 200 && told.id === one.frozen.id && told.sha256 === one.frozen.sha256;
    if (!taken && !phoneLine.verdict(told)) return "away";
    await entryStore.change(id, one, (now) => {
      if (taken) {
        now.conflicts = [...now.conflicts, ...told.conflicts];
        const wrong = Object.fromEntries(told.wrong.map((row) => [`${row.indicator}~${row.cell}`, row.message]));
        if (told.wrong.length) back(now, Object.keys(wrong), wrong);
      } else {
        back(now, Object.keys(now.frozen.fields), {});
        now.message = told.message;
      }
      const saved = taken ? Object.keys(now.frozen.fields).filter((key) => !now.wrong[key]) : [];
      saved.forEach((key) => now.fields[key] && delete now.fields[key].seq); /* seen anew with the next bundle */
      now.frozen = null;
    });
    return taken ? "sent" : "refused";
  };

  const sendPhotos = async (id) => {
    const one = await entryStore.project(id);
    for (const photo of one ? one.photos.filter((each) => !each.sent && !each.wrong) : []) {
      const kept = (await entryStore.photos(id)).find((each) => each.sha256 === photo.sha256);
      const at = path(one, `photos/${encodeURIComponent(photo.indicator)}/${photo.sha256}?name=${encodeURIComponent(photo.name)}`);
      const told = kept
        ? await line.ask("PUT", at, { body: new Blob([kept.bytes]), type: "application/octet-stream", seconds: 180 })
        : { status: 200, sha256: photo.sha256 };
      const taken = told.status === 200 && told.sha256 === photo.sha256;
      if (!taken && !phoneLine.verdict(told)) return "away";
      await entryStore.change(id, one, (now) => {
        now.photos.filter((each) => each.sha256 === photo.sha256).forEach((each) => Object.assign(each, taken ? { sent: true } : { wrong: told.message }));
      });
      if (taken) await entryStore.dropPhoto(id, photo.sha256);
      changed();
    }
    return "sent";
  };

  const round = async () => {
    let { state, me } = await pull();
    if (state !== "here") return state;
    const mine = (await entryStore.projects()).filter((one) => one.user === me.id);
    let sent = 0;
    for (const { id } of mine.filter((one) => one.frozen || one.wants || one.photos.some((photo) => !photo.sent && !photo.wrong))) {
      for (const send of [sendWords, sendPhotos]) {
        const came = await send(id);
        changed();
        if (came === "away") return "away";
        sent += came === "sent";
      }
    }
    if (sent) {
      ({ state } = await pull());
      document.dispatchEvent(new CustomEvent("entry-sent"));
    }
    return state;
  };

  return phoneLine.rounds("entry-sync", round);
})();
