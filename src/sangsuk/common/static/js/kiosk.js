"use strict";
/* A tablet that many share: after a while without a hand on it the page begins anew, and so it does when somebody goes back to it. */
const form = document.querySelector("form[data-kiosk]");
if (form) {
  const again = () => location.replace(location.pathname);
  let waiting;
  const wait = () => {
    clearTimeout(waiting);
    waiting = setTimeout(again, Number(form.dataset.kiosk) * 1000);
  };
  ["input", "pointerdown", "keydown", "scroll"].forEach((what) => addEventListener(what, wait, { passive: true }));
  addEventListener("pageshow", (event) => (event.persisted ? again() : form.querySelector(".errors") || wait()));
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
}
