"use strict";
/* Telling a story on a bad line. What is typed is saved as one types; a press that meets no signal waits and is made again
   by itself; a story whose last press was made without signal is sent when the phone has one, also after the page was
   closed. The server makes every press once, by the token in its address. No name, phone or address is kept on the phone. */
(() => {
  const LAST = "sangsuk:story", SEND = "sangsuk:story-to-send", DAYS = 2 * 86400000;
  const read = (name) => {
    try {
      const kept = JSON.parse(localStorage.getItem(name));
      return kept && Date.now() - kept.at < DAYS ? kept : null;
    } catch {
      return null;
    }
  };
  const write = (name, value) => {
    try {
      if (value) localStorage.setItem(name, JSON.stringify({ ...value, at: Date.now() }));
      else localStorage.removeItem(name);
    } catch { /* storage is closed: the page itself still tries again */ }
  };
  const said = document.querySelector("[data-steady-said]");
  const say = (which) => {
    if (!said) return;
    said.hidden = !which;
    said.textContent = which ? said.dataset[which] : "";
  };

  /* One press, until it has arrived. What the server answers with a page of its own is shown by pressing the plain way. */
  const press = async (form, submitter) => {
    const body = new FormData(form, submitter || undefined);
    const token = form.dataset.sends;
    if (token) write(SEND, { url: form.action, body: new URLSearchParams(body).toString() });
    for (;;) {
      try {
        const answer = await fetch(form.action, { method: "POST", body, redirect: "follow", credentials: "same-origin" });
        if (token) write(SEND, null);
        if (answer.redirected) return location.assign(answer.url);
        if (answer.status < 500) return plainly(form, submitter);
      } catch { /* no signal */ }
      say("lost");
      await new Promise((done) => {
        addEventListener("online", done, { once: true });
        setTimeout(done, 4000);
      });
      if (navigator.onLine) say("again");
    }
  };
  const plainly = (form, submitter) => {
    form.dataset.plain = "yes";
    delete form.dataset.sent;
    if (submitter) form.requestSubmit(submitter);
    else form.submit();
  };
  document.querySelectorAll("form[data-steady]").forEach((form) => {
    form.dataset.again = ""; /* the guard against double presses is this one */
    let pressed = false;
    form.addEventListener("submit", (event) => {
      if (form.dataset.plain || event.defaultPrevented) return;
      event.preventDefault();
      if (pressed) return;
      pressed = true;
      press(form, event.submitter).finally(() => { pressed = false; });
    });
  });

  /* While she types. */
  const form = document.querySelector("form[data-saves]");
  if (form) {
    const mark = form.querySelector("[data-saved]");
    let timer = 0, before = "", under = false;
    const typed = () => {
      const body = new FormData();
      for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
      return body;
    };
    const save = async () => {
      const body = typed(), now = `${body.get("text")}\n${body.get("title")}\n${body.get("tone")}`;
      if (under || now === before || !body.get("text")) return;
      under = true;
      try {
        const answer = await fetch(form.dataset.saves, { method: "POST", body, credentials: "same-origin" });
        if (answer.ok) {
          before = now;
          mark.textContent = mark.dataset.saved;
          write(LAST, { url: location.pathname.endsWith("/write") ? form.action : location.href });
        }
      } catch {
        mark.textContent = mark.dataset.phone;
      }
      under = false;
    };
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(save, 1500);
    });
    addEventListener("online", save);
    addEventListener("pagehide", () => {
      if (before || form.elements.text.value) navigator.sendBeacon(form.dataset.saves, typed());
    });
  }

  /* The way back to a story that is not finished; nothing of it after it was sent. */
  const sent = document.querySelector("[data-story-sent]");
  if (sent) [LAST, SEND].forEach((name) => write(name, null));
  const unfinished = document.querySelector("[data-story-unfinished]"), last = read(LAST);
  if (unfinished && last && last.url.startsWith(location.origin)) {
    unfinished.querySelector("a").href = last.url;
    unfinished.hidden = false;
  }

  /* The last press was made without signal, and then the page was closed. */
  const later = async () => {
    const kept = read(SEND);
    if (!kept || !kept.url.startsWith(location.origin) || document.querySelector("form[data-sends]")) return;
    try {
      const headers = { "Content-Type": "application/x-www-form-urlencoded" };
      const answer = await fetch(kept.url, { method: "POST", body: kept.body, headers, credentials: "same-origin" });
      write(SEND, null);
      if (answer.redirected) location.assign(answer.url);
      else if (answer.status < 500) location.assign(kept.url);
    } catch { /* still none */ }
  };
  later();
  addEventListener("online", later);
})();
