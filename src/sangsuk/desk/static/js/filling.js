"use strict";
/* Help while a form is filled in: a day is also said in words of the Buddhist era, and a reason for refusal brings its
   sentence into an answer that is empty or still the sentence of another reason. */
(() => {
  const thai = () => document.documentElement.lang !== "en";
  const words = (iso) => {
    const at = new Date(`${iso}T00:00:00`);
    if (!iso || Number.isNaN(at.getTime())) return "";
    const locale = thai() ? "th-TH-u-ca-buddhist-nu-latn" : "en-GB";
    return new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(at);
  };
  const say = (input) => {
    let beside = input.nextElementSibling;
    if (!beside || !beside.matches("[data-day-words]")) {
      beside = document.createElement("span");
      beside.dataset.dayWords = "";
      beside.className = "soft";
      beside.setAttribute("aria-live", "polite");
      input.after(" ", beside);
      beside = input.nextElementSibling;
    }
    beside.textContent = words(input.value);
  };
  const all = () => document.querySelectorAll("input[data-day]").forEach((input) => { if (input.value) say(input); });
  document.addEventListener("input", (event) => { if (event.target.matches("input[data-day]")) say(event.target); });
  document.addEventListener("htmx:afterSettle", all);
  all();

  document.addEventListener("change", (event) => {
    const chosen = event.target.closest("input[data-say]");
    const answer = chosen?.form?.querySelector('textarea[name$="-answer"]');
    if (!answer) return;
    const ours = [...chosen.form.querySelectorAll("input[data-say]")].map((one) => one.dataset.say);
    if (answer.value.trim() && !ours.includes(answer.value.trim())) return;
    answer.value = chosen.dataset.say;
    answer.dispatchEvent(new Event("input", { bubbles: true }));
  });
})();
