/* The report being written: every word and picture is kept on this phone at once, and is there again after a reload. */
const fieldForm = (() => {
  const bangkok = (at = Date.now()) => new Date(at + 7 * 3600000).toISOString().slice(0, 16);
  const digest = phoneLine.digest;
  const TEXTS = ["visited_from", "visited_to", "outcome", "findings", "people_met", "follow_up", "relief_kind", "relief_baht"];
  let form, say, word, report = null, timer = 0, busy = Promise.resolve();

  const save = () => {
    clearTimeout(timer);
    timer = 0;
    if (!report) return Promise.resolve();
    TEXTS.forEach((name) => (report.fields[name] = form.elements[name].value));
    report.at = Date.now();
    if (navigator.storage && navigator.storage.persist) navigator.storage.persist();
    return fieldStore.keep(report).then(() => say("draft"), () => say("full"));
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(save, 250);
  };

  const showPoint = () => {
    const point = report.fields.point;
    const told = point && word("here").replace("{at}", `${point.latitude}, ${point.longitude}`).replace("{m}", point.accuracy_m);
    form.querySelector("[data-point]").textContent = told || "";
  };
  const place = (button) => {
    say("asking", "point");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        report.fields.point = {
          longitude: +coords.longitude.toFixed(5), latitude: +coords.latitude.toFixed(5), accuracy_m: Math.round(coords.accuracy),
        };
        say("", "point");
        showPoint();
        save();
      },
      (trouble) => say(trouble.code === 1 ? "denied" : "nowhere", "point"),
      { enableHighAccuracy: true, timeout: 30000, maximumAge: 60000 },
    );
  };

  const showPhotos = async () => {
    const shown = form.querySelector("[data-thumbs]");
    const kept = await fieldStore.photos(report.id);
    shown.querySelectorAll("img").forEach((img) => URL.revokeObjectURL(img.src));
    shown.replaceChildren(...report.photos.map((photo, i) => {
      const item = form.querySelector("[data-thumb]").content.firstElementChild.cloneNode(true);
      const img = item.querySelector("img"), bytes = (kept.find((one) => one.sha256 === photo.sha256) || {}).bytes;
      img.src = URL.createObjectURL(new Blob([bytes || ""]));
      img.alt = img.alt.replace("{n}", i + 1);
      item.classList.toggle("thumb--wrong", !!photo.wrong);
      item.querySelector("button").addEventListener("click", async () => {
        report.photos = report.photos.filter((one) => one !== photo);
        await save();
        await fieldStore.dropPhoto(report.id, photo.sha256);
        showPhotos();
      });
      return item;
    }));
  };
  /* The picture first, then the list that names it: what is listed is there. */
  const add = async (files) => {
    const mine = report;
    for (const file of files) {
      const small = await smaller(file, true);
      const bytes = await small.arrayBuffer();
      const sha256 = await digest(bytes);
      if (mine.photos.some((one) => one.sha256 === sha256)) continue;
      await fieldStore.keepPhoto({ report: mine.id, sha256, name: small.name, bytes });
      mine.photos.push({ sha256, name: small.name });
      if (mine === report) await save();
      else await fieldStore.keep(mine);
    }
    if (mine === report) await showPhotos();
  };

  const told = () => {
    const { relief_baht: baht, point, ...fields } = report.fields;
    const at = (name) => `${fields[name]}:00+07:00`;
    return {
      ...fields, visited_from: at("visited_from"), visited_to: at("visited_to"), point: point || null,
      relief_baht: baht ? Math.round(Number(baht)) : null, photos: report.photos.map((one) => one.sha256),
    };
  };
  const wrong = () => {
    const { findings, visited_from: from, visited_to: to, outcome } = report.fields;
    return !from || !to || to < from ? "visited_to" : !outcome ? "outcome" : findings.trim().length < 5 ? "findings" : "";
  };
  const send = async () => {
    await busy;
    const { visited_from: from, visited_to: to } = form.elements;
    if (to.value === from.value && bangkok() > to.value) to.value = bangkok();
    await save();
    const field = wrong();
    say(field && `wrong_${field}`, "wrong");
    if (field) return form.querySelector(`[name=${field}]`).focus();
    const body = JSON.stringify(told());
    const sha256 = await digest(new TextEncoder().encode(body));
    const frozen = { ...report, state: "waiting", body, sha256, message: "", conflict: false };
    await fieldStore.keep(frozen);
    report = null;
    document.dispatchEvent(new CustomEvent("field-waiting"));
  };

  return {
    start: (element, says, words) => {
      [form, say, word] = [element, says, words];
      form.addEventListener("input", later);
      form.addEventListener("change", (event) => {
        if (event.target.type !== "file") return;
        const files = [...event.target.files];
        event.target.value = "";
        say("shrinking", "photos");
        busy = busy.then(() => add(files)).then(() => say("", "photos"), () => say("full", "photos"));
      });
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        if (form.dataset.busy || !report) return;
        form.dataset.busy = "yes";
        send().catch(() => say("full", "wrong")).finally(() => delete form.dataset.busy);
      });
      const button = form.querySelector("[data-place]");
      button.hidden = !navigator.geolocation;
      button.addEventListener("click", () => place(button));
      addEventListener("pagehide", () => timer && save());
      document.addEventListener("visibilitychange", () => document.hidden && timer && save());
    },
    open: (kept, visit, user) => {
      report = kept || {
        id: crypto.randomUUID(), visit: visit.id, number: visit.number, user, state: "draft", photos: [], at: Date.now(),
        fields: { visited_from: bangkok(), visited_to: bangkok() },
      };
      report.state = "draft";
      form.reset();
      TEXTS.forEach((name) => report.fields[name] && (form.elements[name].value = report.fields[name]));
      ["wrong", "photos", "point", "draft"].forEach((at) => say("", at));
      if (report.message) say(report.message, "wrong", true);
      showPoint();
      return showPhotos();
    },
    close: () => {
      const saved = timer ? save() : Promise.resolve();
      report = null;
      return saved;
    },
  };
})();
