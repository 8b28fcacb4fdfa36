/* A case that is taken down where there is no signal is put by on this telephone first, with its pictures, and sent under the id
   its form came with until the house names that id: never lost, never taken in twice. Forms: form[data-spot]; the door to one,
   opened from memory without signal: a[data-spot-door]; what waits: [data-spot-kept]. */
(() => {
  const owner = document.querySelector("template[data-unsent-of]");
  if (!owner || !document.querySelector("[data-spot-kept]") || !window.indexedDB) return;
  const me = owner.dataset.unsentOf, line = phoneLine.to(""), DAY = 86400000;
  const { run } = phoneLine.base("sangsuk-outreach", 1, (db) => {
    db.createObjectStore("bundle"); /* nothing yet: phone/leave.js empties it in every such database */
    db.createObjectStore("cases", { keyPath: "id" });
  });
  const one = (id) => run("cases", "readonly", (t) => t.objectStore("cases").get(id));
  const keep = (row) => run("cases", "readwrite", (t) => t.objectStore("cases").put(row));
  const drop = (id) => run("cases", "readwrite", (t) => t.objectStore("cases").delete(id));
  const mine = async () => {
    const all = await run("cases", "readonly", (t) => t.objectStore("cases").getAll());
    return all.filter((row) => row.user === me).sort((a, b) => a.at - b.at);
  };
  const at = (name) => document.querySelector(`[data-spot-${name}]`);
  const word = (name) => at("words").content.querySelector(`[data-word="${name}"]`).textContent;
  const say = (text, where = "line") => {
    at(where).textContent = text;
    at(where).hidden = !text;
  };
  const form = () => document.querySelector("form[data-spot]");
  const told = (row, name) => (row.fields.find((field) => field.name === name) || { value: "" }).value;

  const fieldsOf = async (from) => {
    const fields = [];
    for (const [name, value] of new FormData(from)) {
      if (name === "csrfmiddlewaretoken") continue;
      if (!(value instanceof File)) fields.push({ name, value });
      else if (value.size) fields.push({ name, file: value.name, type: value.type, bytes: await value.arrayBuffer() });
    }
    return fields;
  };
  const emptied = (which) => {
    which.reset();
    [...which.elements].forEach((input) => {
      if (/^(?:text|tel|email|textarea)$/.test(input.type)) input.value = ""; /* a page that came back has words of its own */
      if (input.type === "file") input.dispatchEvent(new Event("change"));
    });
    which.elements.client_id.value = phoneLine.fresh();
    which.elements.description.dispatchEvent(new Event("input", { bubbles: true }));
  };

  /* "sent", "refused", "signed-out" or "away". */
  const send = async (row) => {
    const body = new FormData();
    row.fields.forEach(({ name, value, file, type, bytes }) =>
      (file ? body.append(name, new File([bytes], file, { type })) : body.append(name, value)));
    line.token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    const said = await line.ask("POST", row.url, { body, seconds: row.fields.some((field) => field.file) ? 180 : 30 });
    if (said.status === 200 && said.id === row.id) {
      const { id, user, url, at } = row;
      if (said.number) await keep({ id, user, url, at, state: "sent", number: said.number, next: said.next, came: Date.now() });
      else await drop(id);
      return "sent";
    }
    if (!phoneLine.verdict(said)) return said.status === 401 ? "signed-out" : "away";
    await keep({ ...row, state: "refused", message: said.message });
    return "refused";
  };
  const round = async () => {
    for (const row of (await mine()).filter((row) => row.state === "waiting")) {
      const came = await send(row);
      if (came === "away" || came === "signed-out") return came;
    }
    return "here";
  };
  const rounds = phoneLine.rounds("spot-sync", round);
  const sync = async () => {
    const state = await rounds();
    const left = await draw();
    say(left && state !== "here" && state !== "busy" ? word(state).replace("{n}", left) : "");
    return state;
  };

  const rowOf = (row) => {
    const item = at("row").content.firstElementChild.cloneNode(true);
    const put = (name, text) => (item.querySelector(`[data-put="${name}"]`).textContent = text);
    put("state", word(`is_${row.state}`).replace("{number}", row.number || "").replace("{why}", row.message || ""));
    put("gist", row.fields ? told(row, "description").slice(0, 80) : "");
    const slip = item.querySelector("a");
    slip.hidden = row.state !== "sent";
    if (row.next) slip.href = row.next;
    item.querySelectorAll("button").forEach((button) => {
      button.hidden = row.state !== "refused" || (button.dataset.do === "edit" && !form());
      button.addEventListener("click", () => deeds[button.dataset.do](row));
    });
    return item;
  };
  const deeds = {
    drop: (row) => confirm(word("drop")) && drop(row.id).then(draw),
    /* Back into the form under its own id: what the house has already, it does not take in again. */
    edit: (row) => {
      const into = form();
      row.fields.filter((field) => !field.file).forEach(({ name, value }) => {
        const input = into.elements[name];
        if (input && input.type === "checkbox") input.checked = true;
        else if (input) input.value = value;
      });
      into.elements.description.focus();
    },
  };
  /* How many wait or were refused. */
  const draw = async () => {
    for (const row of (await mine()).filter((row) => row.state === "sent" && Date.now() - row.came > DAY)) await drop(row.id);
    const rows = await mine();
    at("kept").hidden = !rows.length;
    at("rows").replaceChildren(...rows.map(rowOf));
    return rows.filter((row) => row.state !== "sent").length;
  };

  const lacking = (which) => {
    const { description, name, identity } = which.elements;
    if (!description.value.trim()) return description;
    return identity.value !== "none" && !name.value.trim() ? name : null;
  };
  const submitted = async (which) => {
    const id = which.elements.client_id.value;
    const row = { id, user: me, url: new URL(which.action || location.href).pathname, at: Date.now(), state: "waiting" };
    try {
      await keep({ ...row, fields: await fieldsOf(which) });
    } catch {
      which.submit(); /* nothing can be kept here: the form goes as it is */
      return;
    }
    await sync();
    const now = await one(id);
    if (!now || now.state === "sent") location.assign(now ? now.next : which.dataset.spot);
    else if (now.state === "refused" && which.isConnected) which.submit(); /* the house shows what is wrong, beside each field */
    else {
      emptied(which);
      at("line").focus();
    }
  };
  const watched = async (which) => {
    if (!which) return;
    const before = await one(which.elements.client_id.value);
    if (before && before.state === "refused") await drop(before.id); /* its words are in the form again */
    which.addEventListener("submit", (event) => {
      event.preventDefault();
      const lack = lacking(which);
      if (lack) {
        say(word(`lacks_${lack.name}`));
        lack.focus();
      } else if (!which.dataset.busy) {
        which.dataset.busy = "yes";
        submitted(which).finally(() => delete which.dataset.busy);
      }
    });
  };

  /* The door: the form is fetched while there is signal, and shown in place of the day where there is none. */
  const door = at("door");
  const brought = async () => {
    const answer = await fetch(door.href, { cache: "no-store", redirect: "manual" });
    return new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main:has(form[data-spot])");
  };
  const alive = () =>
    fetch(door.href, { method: "HEAD", cache: "no-store", redirect: "manual", signal: AbortSignal.timeout(5000) }).then(() => true, () => false);
  const shown = async (main) => {
    const day = document.querySelector("main"), now = document.importNode(main, true);
    now.querySelector("form[data-spot]").action = door.href;
    now.querySelector("[name=client_id]").value = phoneLine.fresh();
    now.querySelector(".back a").addEventListener("click", (event) => {
      event.preventDefault();
      now.replaceWith(day);
      sync();
    });
    day.replaceWith(now);
    scrollTo(0, 0);
    await watched(form());
    await sync();
    form().elements.description.focus();
  };
  if (door) {
    let main = null;
    brought().then((found) => (main = found), () => {});
    door.addEventListener("click", async (event) => {
      if (!main || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (await alive()) location.assign(door.href);
      else await shown(main);
    });
  }
  watched(form()).then(draw).then((left) => left && sync());
  addEventListener("online", sync);
  document.addEventListener("htmx:beforeRequest", (event) => navigator.onLine || event.preventDefault()); /* what only helps to fill in */
  setInterval(() => document.hidden || mine().then((rows) => rows.some((row) => row.state === "waiting") && sync()), 15000);
})();
