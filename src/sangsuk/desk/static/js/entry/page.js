/* The page of sheets, from what the phone keeps: which month, which project, and its fields. What is typed is on disk at once;
   it sets out when a field is left, and arrives when there is signal. */
(() => {
  const app = document.querySelector("[data-entry]");
  if (!app || !window.isSecureContext || !window.indexedDB || !navigator.serviceWorker) return;
  const at = (name) => app.querySelector(`[data-at="${name}"]`);
  const words = app.querySelector("[data-words]").content;
  const word = (name) => (name ? words.querySelector(`[data-word="${name}"]`).textContent : "");
  const say = (name, where = "line") => {
    at(where).textContent = word(name);
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
  const clock = (moment) => new Date(moment + 7 * 3600000).toISOString().slice(11, 16).replace(":", document.documentElement.lang === "th" ? "." : ":");
  const siblings = window.BroadcastChannel && new BroadcastChannel("entry");
  let bundle, projects = {}, sheet = null, unique = 0;

  const idOf = (project) => `${sheet.id}/${project.code}`;
  const fresh = (project) => ({
    id: idOf(project), user: bundle.me.id, sheet: sheet.id, project: project.code, fields: {}, wants: false, frozen: null,
    photos: [], conflicts: [], wrong: {}, message: "",
  });
  const of = (project) => projects[idOf(project)] || fresh(project);
  /* What stands in a field: what was typed last, else what is on its way, else what the house has. */
  const words_of = (one, key, row) => one.fields[key] || (one.frozen && one.frozen.fields[key]) || row;

  const change = async (project, act) => {
    try {
      await entryStore.change(idOf(project), fresh(project), act);
      if (navigator.storage && navigator.storage.persist) navigator.storage.persist();
    } catch {
      say("full");
    }
    projects[idOf(project)] = await entryStore.project(idOf(project));
    states();
  };

  /* The words of one number, as its fields stand. */
  const read = (part, row, cell) => {
    const value = (name) => (part.querySelector(`[data-in="${name}"]`) || { value: "" }).value;
    const box = (name) => (part.querySelector(`[data-in="${name}"]`) || { checked: false }).checked;
    return {
      indicator: row.indicator, cell, number: value("number"), base: value("base"), none: box("none"), note: value("note"),
      looked: box("looked"), why: value("why"), units: row.units, distinct: row.distinct,
    };
  };
  const typed = (project, row, cell, part) =>
    change(project, (one) => {
      const key = `${row.indicator}~${cell}`, before = one.fields[key];
      const seen = (cell ? row.axes.flatMap((axis) => axis.cells).find((each) => each.cell === cell) : row).seq;
      one.fields[key] = { ...read(part, row, cell), seq: before && before.seq !== undefined ? before.seq : one.frozen && one.frozen.fields[key] ? undefined : seen };
      delete one.wrong[key];
      one.message = "";
    });
  const left = async (project) => {
    await change(project, (one) => (one.wants = entryStore.filled(one)));
    sync();
  };

  const field = (part, name, value, label) => {
    const input = part.querySelector(`[data-in="${name}"]`);
    if (!input) return;
    if (input.type === "checkbox") input.checked = !!value;
    else input.value = value ?? "";
    input.id = `f${(unique += 1)}`;
    const told = part.querySelector(`[data-label="${name}"]`);
    if (told) {
      told.htmlFor = input.id;
      if (label) told.textContent = label;
    }
  };
  const wire = (part, project, row, cell) => {
    const inputs = [...part.querySelectorAll("[data-in]")].filter((input) => cell || !input.closest("[data-cell]"));
    inputs.forEach((input) => {
      input.addEventListener("input", () => typed(project, row, cell, part));
      input.addEventListener("change", () => typed(project, row, cell, part).then(() => left(project)));
    });
  };

  const rowOf = (project, row) => {
    const one = of(project), part = put(made("number"), row), told = words_of(one, `${row.indicator}~`, row);
    const open = row.state === "filling" || row.state === "returned";
    part.dataset.indicator = row.indicator;
    part.querySelector("[data-fields]").hidden = !open;
    part.querySelector("[data-closed]").hidden = open;
    part.querySelector("[data-closed] a").href = sheet.url;
    part.querySelector("[data-unit]").textContent = row.unit;
    field(part, "number", told.number, row.number_label);
    field(part, "base", told.base, row.base_label);
    part.querySelector("[data-base]").hidden = !row.base_label;
    field(part, "none", told.none);
    field(part, "note", told.note);
    field(part, "looked", told.looked);
    part.querySelector("[data-looked]").hidden = !row.copied;
    field(part, "why", told.why);
    part.querySelector("[data-why]").hidden = row.state !== "returned";
    const axes = part.querySelector("[data-axes]");
    row.axes.forEach((axis) => {
      const group = made("axis");
      group.querySelector("legend").textContent = axis.name;
      axis.cells.forEach((cell) => {
        const small = made("cell"), said = words_of(one, `${row.indicator}~${cell.cell}`, cell);
        small.dataset.cell = cell.cell;
        field(small, "number", said.number, cell.name);
        field(small, "base", said.base, row.base_label);
        small.querySelector("[data-base]").hidden = !cell.has_base;
        wire(small, project, row, cell.cell);
        group.append(small);
      });
      axes.append(group);
    });
    wire(part, project, row, "");
    const input = part.querySelector("[data-photo]");
    input.id = `f${(unique += 1)}`;
    part.querySelector("[data-label=photo]").htmlFor = input.id;
    input.addEventListener("change", async () => {
      const files = [...input.files];
      input.value = "";
      for (const file of files) await photograph(project, row, file).catch(() => say("full"));
      sync();
    });
    return part;
  };
  /* The picture first, then the list that names it: what is listed is there. */
  const photograph = async (project, row, file) => {
    const small = await smaller(file, true);
    const bytes = await small.arrayBuffer();
    const sha256 = await phoneLine.digest(bytes);
    await entryStore.keepPhoto({ project: idOf(project), sha256, name: small.name, bytes });
    await change(project, (one) => {
      if (!one.photos.some((each) => each.sha256 === sha256 && each.indicator === row.indicator)) one.photos.push({ sha256, name: small.name, indicator: row.indicator });
    });
  };

  /* Both values stand there until somebody says which. */
  const conflictOf = (project, told) => {
    const row = project.rows.find((each) => each.indicator === told.indicator) || { name: told.indicator };
    const value = (said) => (said.none ? word("none") : [said.number, said.base].filter(Boolean).join(" / ") || word("empty"));
    const part = put(made("conflict"), { name: row.name, mine: value(told.mine), theirs: value(told.theirs) });
    const settle = (mine) => change(project, (one) => {
      one.conflicts = one.conflicts.filter((each) => !(each.indicator === told.indicator && each.cell === told.cell));
      if (!mine) return;
      one.fields[`${told.indicator}~${told.cell}`] = { indicator: told.indicator, cell: told.cell, ...told.mine, seq: told.seq, units: row.units, distinct: row.distinct };
      one.wants = true;
    }).then(draw).then(sync);
    part.querySelector("[data-do=mine]").addEventListener("click", () => settle(true));
    part.querySelector("[data-do=theirs]").addEventListener("click", () => settle(false));
    return part;
  };

  const given = (project, row) => {
    const told = words_of(of(project), `${row.indicator}~`, row);
    return told.none || !!String(told.number || "").trim();
  };
  /* How each project stands, beside its name; the fields themselves are left alone while somebody types. */
  const states = () => {
    if (!sheet) return;
    sheet.projects.forEach((project) => {
      const part = at("projects").querySelector(`[data-project="${CSS.escape(project.code)}"]`);
      const one = of(project);
      if (!part) return;
      const missing = project.rows.filter((row) => !given(project, row)).length;
      const key = one.conflicts.length ? "conflict" : one.message || Object.keys(one.wrong).length ? "refused" : one.frozen || one.wants || one.photos.some((each) => !each.sent && !each.wrong) ? "waiting" : entryStore.filled(one) ? "draft" : missing ? "" : "whole";
      part.querySelector("[data-missing]").textContent = missing ? word("missing").replace("{n}", missing) : "";
      part.querySelector("[data-state]").textContent = word(key);
      part.querySelector("[data-state]").hidden = !key;
      part.querySelector("[data-state]").className = `status status--${{ conflict: "late", refused: "late", waiting: "waiting", draft: "waiting", whole: "done" }[key] || "quiet"}`;
      part.querySelector("[data-message]").textContent = one.message;
      part.querySelector("[data-message]").hidden = !one.message;
      part.querySelector("[data-conflicts]").replaceChildren(...one.conflicts.map((told) => conflictOf(project, told)));
      project.rows.forEach((row) => {
        const box = part.querySelector(`[data-indicator="${CSS.escape(row.indicator)}"]`);
        const wrong = one.wrong[`${row.indicator}~`] || row.axes.flatMap((axis) => axis.cells.map((cell) => one.wrong[`${row.indicator}~${cell.cell}`])).find(Boolean);
        const mine = one.photos.filter((each) => each.indicator === row.indicator);
        box.querySelector("[data-wrong]").textContent = wrong || "";
        box.querySelector("[data-wrong]").hidden = !wrong;
        const waiting = mine.filter((each) => !each.sent && !each.wrong).length, refused = mine.find((each) => each.wrong);
        const has = row.photos ? word("photos").replace("{n}", row.photos) : "";
        box.querySelector("[data-photos]").textContent = [has, waiting ? word("photos_waiting").replace("{n}", waiting) : "", refused ? refused.wrong : ""].filter(Boolean).join(" · ");
      });
    });
  };

  const projectOf = (project) => {
    const part = put(made("project"), project);
    part.dataset.project = project.code;
    part.querySelector("[data-numbers]").replaceChildren(...project.rows.map((row) => rowOf(project, row)));
    part.querySelector("[data-do=keep]").addEventListener("click", () => left(project));
    return part;
  };
  const listed = (one) => {
    const row = put(made("sheet"), { ...one, late: one.late ? word("late") : "" });
    row.querySelector("a").href = `#${one.id}`;
    return row;
  };

  /* What of a sheet makes its fields what they are; as long as that is so, only values change in them. */
  const shape = (one) =>
    one && JSON.stringify([one.id, one.projects.map((project) => [project.code, project.rows.map((row) => [row.indicator, row.state, row.copied, row.question])])]);
  /* The fields hold on to the rows they were made of, so what came new is put into those. */
  const renew = (old, now) =>
    old.projects.forEach((project, p) => project.rows.forEach((row, r) => {
      const { axes, ...values } = now.projects[p].rows[r];
      Object.assign(row, values);
      axes.forEach((axis, a) => axis.cells.forEach((cell, c) => Object.assign(row.axes[a].cells[c], cell)));
    }));
  const remember = (all) => {
    projects = Object.fromEntries(all.filter((one) => bundle && one.user === bundle.me.id).map((one) => [one.id, one]));
    const others = all.filter((one) => !(one.id in projects) && entryStore.owes(one)).length;
    at("others").textContent = word("others").replace("{n}", others);
    at("others").hidden = !others;
  };
  const load = async () => {
    bundle = await entryStore.bundle();
    if (bundle && Date.now() - bundle.at > 14 * 86400000) bundle = await entryStore.forgetBundle();
    remember(await entryStore.projects());
    const carried = bundle ? bundle.sheets : [];
    const wanted = location.hash.slice(1) || (carried.length === 1 ? String(carried[0].id) : "");
    return carried.find((one) => String(one.id) === wanted) || null;
  };

  /* Values from the house into fields in which nobody stands. */
  const values = () =>
    sheet.projects.forEach((project) => project.rows.forEach((row) => {
      const part = at("projects").querySelector(`[data-indicator="${CSS.escape(row.indicator)}"]`), one = of(project);
      const put_in = (box, told, names) => names.forEach((name) => {
        const input = box.querySelector(`[data-in="${name}"]`);
        if (!input || input === document.activeElement) return;
        if (input.type === "checkbox") input.checked = !!told[name];
        else input.value = told[name] ?? "";
      });
      put_in(part, words_of(one, `${row.indicator}~`, row), ["number", "base", "none", "note"]);
      row.axes.flatMap((axis) => axis.cells).forEach((cell) => {
        const box = part.querySelector(`[data-cell="${CSS.escape(cell.cell)}"]`);
        put_in(box, words_of(one, `${row.indicator}~${cell.cell}`, cell), ["number", "base"]);
      });
    }));

  let drawn = null;
  const draw = async () => {
    const found = await load();
    at("sheets").replaceChildren(...(bundle ? bundle.sheets : []).map(listed));
    at("none").hidden = !bundle || bundle.sheets.length > 0;
    at("fresh").textContent = bundle ? word("fresh").replace("{at}", clock(bundle.at)) : "";
    if (found && shape(found) === drawn) {
      renew(sheet, found);
      values();
      return states();
    }
    const open = new Set([...at("projects").querySelectorAll("details[open][data-project]")].map((part) => part.dataset.project));
    sheet = found;
    drawn = shape(sheet);
    if (!sheet) {
      delete app.dataset.open;
      return at("projects").replaceChildren();
    }
    app.dataset.open = "yes";
    put(at("head"), sheet);
    at("projects").replaceChildren(...sheet.projects.map(projectOf));
    at("projects").querySelectorAll("details[data-project]").forEach((part) => (part.open = open.has(part.dataset.project)));
    states();
  };

  let patience = 0, later;
  const retry = (state) => {
    clearTimeout(later);
    patience = state === "away" && navigator.onLine ? Math.min(60000, patience * 2 || 4000) : 0;
    if (patience) later = setTimeout(() => document.hidden || sync(), patience);
  };
  const sync = async () => {
    const state = await entrySync();
    app.dataset.state = state;
    retry(state);
    if (state !== "busy") say(state === "here" ? "" : state);
    at("door").hidden = state !== "signed-out";
    if (state !== "busy" && siblings) siblings.postMessage(state);
    await draw();
  };

  entryStore.open().then(async () => {
    app.querySelectorAll("[data-plain]").forEach((part) => part.remove());
    at("app").hidden = false;
    document.addEventListener("entry-changed", () => entryStore.projects().then(remember).then(states));
    document.addEventListener("entry-sent", () => say("arrived", "notice"));
    document.addEventListener("field-left", () => say("left", "notice"));
    app.querySelector("[data-back]").addEventListener("click", (event) => {
      event.preventDefault();
      location.hash = "list";
    });
    if (siblings) siblings.onmessage = draw;
    addEventListener("hashchange", draw);
    addEventListener("online", sync);
    addEventListener("offline", () => say("away"));
    document.addEventListener("visibilitychange", () => document.hidden || sync());
    setInterval(() => document.hidden || sync(), 60000);
    navigator.serviceWorker.register("/desk/flagships/phone/sw.js", { scope: "/desk/flagships/phone" }).catch(() => {});
    await draw();
    await sync();
  }, () => {});
})();
