"use strict";
/* What pages share that a phone keeps: a small database, and the line to the house. What is written is on disk before we say
   so. Only an answer of ours counts: a page of a hotel's network, a cut line, a sleeping server are no answer. */
const phoneLine = {
  base: (name, version, made) => {
    let opening;
    const open = () =>
      (opening ??= new Promise((done, fail) => {
        const asked = indexedDB.open(name, version);
        asked.onupgradeneeded = () => made(asked.result);
        asked.onsuccess = () => done(asked.result);
        asked.onerror = () => fail(asked.error);
      }));
    const run = async (stores, mode, act) => {
      const db = await open();
      return new Promise((done, fail) => {
        const turn = db.transaction(stores, mode, { durability: "strict" });
        const asked = act(turn);
        turn.oncomplete = () => done(asked && asked.result);
        turn.onabort = () => fail(turn.error);
      });
    };
    return { open, run };
  },

  /* `line.token` is what a PUT needs; it comes with the bundle. */
  to: (at) => {
    const line = { token: "" };
    line.ask = async (method, path, { body, type, seconds = 30 } = {}) => {
      const over = new AbortController();
      const timer = setTimeout(() => over.abort(), seconds * 1000);
      try {
        const headers = { Accept: "application/json", "X-CSRFToken": line.token, ...(type && { "Content-Type": type }) };
        const answer = await fetch(at + path, { method, body, headers, redirect: "manual", cache: "no-store", signal: over.signal });
        if (answer.type === "opaqueredirect") return { status: 401 };
        const told = await answer.json();
        return told && told.house === "sangsuk" ? { ...told, status: answer.status } : { status: 0 };
      } catch {
        return { status: 0 };
      } finally {
        clearTimeout(timer);
      }
    };
    line.pull = async (keep) => {
      const told = await line.ask("GET", "/bundle");
      if (told.status !== 200) return { state: told.status === 401 ? "signed-out" : told.status === 403 ? "not-yours" : "away" };
      line.token = told.csrf;
      const { csrf, ...bundle } = told;
      if (!document.documentElement.dataset.leaving) await keep({ ...bundle, at: Date.now() });
      return { state: "here", me: told.me };
    };
    return line;
  },
  verdict: (told) => told.message && [403, 404, 409, 413, 422].includes(told.status),

  /* One round at a time, in this page and among its siblings. Who asks while one is under way gets another one after it: the
     line may have come back in between. Answers how it stands between phone and house. */
  rounds: (name, round) => {
    let running = null, again = false;
    const locked = () =>
      navigator.locks ? navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock ? round() : "busy")) : round();
    const rounds = async () => {
      let state;
      do {
        again = false;
        state = await locked().catch(() => "away");
      } while (again);
      return state;
    };
    return () => {
      again = running !== null;
      return (running ??= rounds().finally(() => (running = null)));
    };
  },
  /* An id of this phone's own making; also over plain http. */
  fresh: () => {
    const b = crypto.getRandomValues(new Uint8Array(16));
    b[6] = (b[6] & 0x0f) | 0x40;
    b[8] = (b[8] & 0x3f) | 0x80;
    return [...b].map((n, i) => ([4, 6, 8, 10].includes(i) ? "-" : "") + n.toString(16).padStart(2, "0")).join("");
  },
  digest: async (bytes) =>
    [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))].map((one) => one.toString(16).padStart(2, "0")).join(""),
};
