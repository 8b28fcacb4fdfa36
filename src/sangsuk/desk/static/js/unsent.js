"use strict";
/* What is typed on the desk is kept in this browser until it is sent, seven days at most: for this person, this case and
   this step. It comes back by itself, with a sentence that says so. Nothing of it leaves the browser; names, telephone
   numbers and passwords are never kept. An id under which the server takes the form in once ([data-unsent-id]) stays with the words. Forms: [data-unsent="case/step"]. Sent: [data-sent="case/step"] on the page. */
(() => {
  const words = document.querySelector("template[data-unsent-of]");
  if (!words) return;
  const WEEK = 7 * 86400000;
  const START = "sangsuk:unsent:";
  const mine = `${START}${words.dataset.unsentOf}:`;
  const NEVER = /^(?:.*-)?(?:name|phone|email)$/;
  let failing = false;

  const stored = () => Object.keys(localStorage).filter((name) => name.startsWith(START));
  const read = (name) => {
    try {
      return JSON.parse(localStorage.getItem(name));
    } catch {
      return null;
    }
  };
  const tidy = () => {
    stored().forEach((name) => {
      const kept = read(name);
      if (!kept || !(Date.now() - kept.at < WEEK)) localStorage.removeItem(name);
    });
  };
  const quietly = (deed) => {
    try {
      return deed();
    } catch {
      return null;  /* storage is closed or full: typing goes on, and leaving the page warns */
    }
  };
  const forget = (what) => quietly(() => localStorage.removeItem(mine + what));

  const inputs = (form) => [...form.elements].filter((input) =>
    input.name && /^(?:TEXTAREA|SELECT|INPUT)$/.test(input.tagName) && !NEVER.test(input.name) &&
    (input.tagName !== "INPUT" || /^(?:text|number|date|search)$/.test(input.type)));
  const ids = (form) => [...form.querySelectorAll("input[data-unsent-id]")];
  const changed = (input) => (input.tagName === "SELECT"
    ? ![...input.options].some((option) => option.defaultSelected && option.selected) && input.selectedIndex > 0
    : input.value !== input.defaultValue);

  const keep = (form) => {
    const fields = {};
    inputs(form).filter(changed).forEach((input) => { fields[input.name] = input.value; });
    const typed = Object.keys(fields).length > 0;
    if (typed) ids(form).forEach((input) => { fields[input.name] = input.value; });
    try {
      if (typed) localStorage.setItem(mine + form.dataset.unsent, JSON.stringify({ at: Date.now(), fields }));
      else localStorage.removeItem(mine + form.dataset.unsent);
      failing = false;
    } catch {
      failing = true;
    }
  };

  const note = (kind) => words.content.querySelector(`[data-unsent-${kind}]`).cloneNode(true);
  const shown = (form, line) => {
    line.className = "unsent notice";
    line.setAttribute("role", "status");
    form.prepend(line);
  };

  const restore = (form) => {
    const kept = quietly(() => read(mine + form.dataset.unsent));
    if (!kept) return;
    const back = inputs(form).filter((input) => {
      const value = kept.fields[input.name];
      if (value === undefined || input.value === value || changed(input)) return false;
      input.value = value;
      return input.value === value;
    });
    if (!back.length) return;
    const fresh = ids(form).map((input) => [input, input.value]);
    fresh.forEach(([input]) => { input.value = kept.fields[input.name] || input.value; });
    const line = note("back");
    line.querySelector("button").addEventListener("click", () => {
      back.forEach((input) => {
        if (input.tagName === "SELECT") input.selectedIndex = Math.max(0, [...input.options].findIndex((o) => o.defaultSelected));
        else input.value = input.defaultValue;
      });
      fresh.forEach(([input, value]) => { input.value = value; });
      forget(form.dataset.unsent);
      line.remove();
      back[0].focus();
    });
    shown(form, line);
  };

  /* A case whose step was begun but is not open: the way back to it. */
  const remind = (root) => {
    const article = root.querySelector("[data-unsent-case]");
    if (!article || root.querySelector("form[data-unsent]")) return;
    const start = `${mine}${article.dataset.unsentCase}/`;
    const step = stored().filter((name) => name.startsWith(start)).map((name) => name.slice(start.length))
      .find((name) => root.querySelector(`a[data-move="${CSS.escape(name)}"]`));
    if (!step) return;
    const line = note("there");
    line.className = "unsent notice";
    const door = root.querySelector(`a[data-move="${CSS.escape(step)}"]`);
    line.querySelector("a").href = door.href;
    line.querySelector("a").addEventListener("click", (event) => {
      event.preventDefault();
      door.click();
    });
    article.append(line);
  };

  const look = (root) => {
    root.querySelectorAll("[data-sent]").forEach((mark) => forget(mark.dataset.sent));
    root.querySelectorAll("form[data-unsent]").forEach(restore);
    quietly(() => remind(root));
  };

  quietly(tidy);
  look(document);
  document.addEventListener("htmx:afterSettle", (event) => look(event.target));
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-unsent]");
    if (form) keep(form);
  });
  document.addEventListener("submit", (event) => {
    if (event.target.action && event.target.action.endsWith("/sign-out")) quietly(tidy);
  });
  window.addEventListener("beforeunload", (event) => {
    const open = [...document.querySelectorAll("form[data-unsent]")].some((form) => !form.dataset.sent && inputs(form).some(changed));
    if (failing && open) event.preventDefault();
  });
})();
