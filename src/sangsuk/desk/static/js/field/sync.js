/* From the phone to the house, exactly once. A report's bytes are frozen when its owner says "send"; the same bytes go out
   under the same id until the house says that it has them. Only an answer of ours counts: a page of a hotel's network, a
   cut line, a sleeping server are no answer, and everything waits. */
const fieldSync = (() => {
  const line = phoneLine.to("/desk/field");
  const ask = line.ask, verdict = phoneLine.verdict;
  const changed = () => document.dispatchEvent(new CustomEvent("field-changed"));
  const pull = () => line.pull(fieldStore.keepBundle);

  const refuse = (report, told) =>
    fieldStore.keep({ ...report, state: "refused", conflict: told.status === 409, message: told.message, field: told.field || "" });

  const sendPhoto = async (report, photo) => {
    const path = `/${report.visit}/reports/${report.id}/photos/${photo.sha256}?name=${encodeURIComponent(photo.name)}`;
    return ask("PUT", path, { body: new Blob([photo.bytes]), type: "application/octet-stream", seconds: 180 });
  };

  /* "sent", "refused" or "away". */
  const push = async (report) => {
    report = { ...report, tried: true };
    await fieldStore.keep(report);
    for (let turn = 0; turn < 2; turn += 1) {
      for (const photo of await fieldStore.photos(report.id)) {
        const listed = report.photos.find((one) => one.sha256 === photo.sha256);
        if (!listed || listed.sent) continue;
        const told = await sendPhoto(report, photo);
        if (told.status !== 200) {
          if (!verdict(told)) return "away";
          listed.wrong = true;
          await refuse(report, told);
          return "refused";
        }
        listed.sent = true;
        await fieldStore.keep(report);
        changed();
      }
      const told = await ask("PUT", `/${report.visit}/reports/${report.id}`, { body: report.body, type: "application/json" });
      if (told.status === 200 && told.id === report.id && told.sha256 === report.sha256) {
        const { id, visit, user, number } = report;
        await fieldStore.end(id, { id, visit, user, number, state: "sent", addition: told.addition, at: Date.now(), photos: [] });
        document.dispatchEvent(new CustomEvent("field-sent"));
        return "sent";
      }
      if (told.missing) report.photos.forEach((one) => (one.sent = one.sent && !told.missing.includes(one.sha256)));
      else if (verdict(told)) {
        await refuse(report, told);
        return "refused";
      } else return "away";
    }
    return "away";
  };

  const round = async () => {
    let { state, me } = await pull();
    if (state !== "here") return state;
    const mine = (await fieldStore.reports()).filter((report) => report.user === me.id && report.state === "waiting");
    let sent = 0;
    for (const report of mine.sort((a, b) => a.at - b.at)) {
      const came = await push(report);
      changed();
      if (came === "away") return "away";
      sent += came === "sent";
    }
    if (sent) ({ state } = await pull());
    return state;
  };

  return phoneLine.rounds("field-sync", round);
})();
