/* The page of the field, from what the phone keeps: what to visit, what is being written, what waits to be sent. */
(() => {
  const app = document.querySelector("[data-field]");
  if (!app || !window.isSecureContext || !window.indexedDB || !navigator.serviceWorker) return;
  const at = (name) => app.querySelector(`[data-at="${name}"]`);
  const words = app.querySelector("[data-words]").content;
  const word = (name) => (name ? words.querySelector(`[data-word="${name}"]`).textContent : "");
  const say = (name, where = "draft", plain = false) => {
    at(where).textContent = plain ? name : word(name);
    at(where).hidden = !name;
  };
  const made = (name) => app.querySelector(`template[data-row="${name}"]`).content.firstElementChild.cloneNode(true);
  const put = (row, told) => {
    row.querySelectorAll("[data-put]").forEach((part) => {
      part.textContent = told[part.dataset.put] ?? "";
      (part.closest("[data-whole]") || part).hidden = !part.textContent;
    });
    return row;
  };
  const clock = (at) => new Date(at + 7 * 3600000).toISOString().slice(11, 16).replace(":", document.documentElement.lang === "th" ? "." : ":");
  const siblings = window.BroadcastChannel && new BroadcastChannel("field"); /* other pages of this phone, open at once */
  const TONES = { waiting: "waiting", sending: "going", refused: "late", sent: "done", addition: "done" };
  let bundle, reports = [];

  const rowOfVisit = (visit) => {
    const late = Date.now() > Date.parse(visit.due_at);
    const row = put(made("visit"), { ...visit, late: late ? word("late") : "", urgent: visit.urgent ? word("urgent") : "" });
    row.classList.toggle("row--late", late);
    row.querySelector("[data-before]").replaceChildren(...visit.before.map((one) => put(made("before"), one)));
    row.querySelector("[data-before]").closest("details").hidden = !visit.before.length;
    row.querySelector("a").href = `#${visit.id}`;
    const mine = (state) => reports.find((one) => one.visit === visit.id && one.state === state);
    const written = !mine("draft") && (mine("waiting") || mine("refused"));
    row.querySelector("a").textContent = word(mine("draft") ? "goon" : written ? "more" : "write");
    row.querySelector("a").classList.toggle("button--second", !!written);
    return row;
  };
  const rowOfReport = (report) => {
    const sent = report.photos.filter((one) => one.sent).length;
    const pictures = report.photos.length ? word("pictures").replace("{n}", sent).replace("{all}", report.photos.length) : "";
    const key = report.state === "sent" && report.addition ? "addition" : report.state === "waiting" && report.tried ? "sending" : report.state;
    const row = put(made("report"), { number: report.number, state: word(key), message: report.message, pictures });
    row.querySelector(".status").classList.add(`status--${TONES[key] || "quiet"}`);
    row.querySelectorAll("button").forEach((button) => {
      const may = {
        edit: report.state === "draft" || (report.state === "waiting" && !report.tried) || (report.state === "refused" && !report.conflict),
        again: report.conflict && report.state === "refused",
        drop: report.state !== "sent" && !(report.state === "waiting" && report.tried),
      };
      button.hidden = !may[button.dataset.do];
      button.addEventListener("click", () => act[button.dataset.do](report));
    });
    row.querySelector(".buttons").hidden = report.state === "sent" || key === "sending";
    return row;
  };
  const act = {
    edit: (report) => show(report.visit, report.id),
    drop: (report) => confirm(word("drop")) && fieldStore.end(report.id).then(draw),
    /* The house has another report under this id: these words become a report of their own, with their pictures. */
    again: async (report) => {
      const id = crypto.randomUUID();
      for (const photo of await fieldStore.photos(report.id)) await fieldStore.keepPhoto({ ...photo, report: id });
      const photos = report.photos.map(({ sha256, name }) => ({ sha256, name }));
      await fieldStore.keep({ ...report, id, photos, state: "draft", tried: false, conflict: false, message: "" });
      await fieldStore.end(report.id);
      show(report.visit, id);
    },
  };

  const draw = async () => {
    bundle = await fieldStore.bundle();
    if (bundle && Date.now() - bundle.at > 3 * 86400000) bundle = await fieldStore.forgetBundle();
    const all = await fieldStore.reports();
    const old = all.filter((one) => one.state === "sent" && Date.now() - one.at > 86400000);
    for (const one of old) await fieldStore.end(one.id);
    const me = bundle && bundle.me.id;
    reports = all.filter((one) => one.user === me && !old.includes(one));
    const others = all.filter((one) => one.user !== me && one.state !== "sent").length;
    at("others").textContent = word("others").replace("{n}", others);
    at("others").hidden = !others;
    at("reports").replaceChildren(...reports.sort((a, b) => b.at - a.at).map(rowOfReport));
    at("reports").closest("section").hidden = !reports.length;
    at("visits").replaceChildren(...(bundle ? bundle.visits : []).map(rowOfVisit));
    at("none").hidden = !bundle || bundle.visits.length > 0;
    at("fresh").textContent = bundle ? word("fresh").replace("{at}", clock(bundle.at)) : "";
  };
  const show = async (id, which) => {
    const visit = (bundle ? bundle.visits : []).find((one) => one.id === id);
    const mine = reports.find((one) => (which ? one.id === which : one.visit === id && one.state === "draft"));
    if (!visit && !mine) return close();
    app.dataset.open = "yes";
    put(at("head"), visit || mine);
    if (location.hash !== `#${id}`) history.pushState(null, "", `#${id}`);
    await fieldForm.open(mine, visit || { id, number: mine.number }, bundle.me.id);
    at("head").focus();
  };
  const close = async () => {
    await fieldForm.close();
    delete app.dataset.open;
    if (location.hash) history.replaceState(null, "", location.pathname);
    return draw();
  };

  let patience = 0, later;
  /* A line that only stumbled is asked again soon, then less and less often. */
  const retry = (state) => {
    clearTimeout(later);
    patience = state === "away" && navigator.onLine ? Math.min(60000, patience * 2 || 4000) : 0;
    if (patience) later = setTimeout(() => document.hidden || sync(), patience);
  };
  const sync = async () => {
    const state = await fieldSync();
    app.dataset.state = state;
    retry(state);
    if (state !== "busy") say(state === "here" ? "" : state, "line");
    at("door").hidden = state !== "signed-out";
    if (state !== "busy" && siblings) siblings.postMessage(state);
    if (!app.dataset.open) await draw();
  };

  fieldStore.open().then(async () => {
    app.querySelectorAll("[data-plain]").forEach((part) => part.remove());
    at("app").hidden = false;
    fieldForm.start(at("form"), say, word);
    document.addEventListener("field-waiting", () => close().then(() => say("kept", "notice")).then(sync));
    document.addEventListener("field-sent", () => say("arrived", "notice"));
    document.addEventListener("field-changed", () => app.dataset.open || draw());
    document.addEventListener("field-left", () => say("left", "notice"));
    app.querySelectorAll("[data-close]").forEach((button) => button.addEventListener("click", close));
    if (siblings) siblings.onmessage = () => app.dataset.open || draw();
    addEventListener("hashchange", () => (location.hash ? show(location.hash.slice(1)) : close()));
    addEventListener("online", sync);
    addEventListener("offline", () => say("away", "line"));
    document.addEventListener("visibilitychange", () => document.hidden || sync());
    setInterval(() => document.hidden || sync(), 60000);
    navigator.serviceWorker.register("/desk/field/sw.js", { scope: "/desk/field" }).catch(() => {});
    await draw();
    if (location.hash) await show(location.hash.slice(1));
    await sync();
    if (location.hash && !app.dataset.open) await show(location.hash.slice(1));
  }, () => {});
})();
