/* Numbers counted in the field are put by in this browser first and then sent, each under an id of its own, until the house
   has said that it has them: a lost signal loses nothing and counts nothing twice. Forms: [data-counts="what they are of"]. */
(() => {
  const form = document.querySelector("form[data-counts]");
  const owner = document.querySelector("template[data-unsent-of]");
  const told = document.querySelector("template[data-counts-words]");
  const box = document.querySelector("[data-counts-kept]");
  if (!form || !owner || !told || !box) return;
  const NAME = `sangsuk:counts:${owner.dataset.unsentOf}:${form.dataset.counts}`;
  const word = (name) => told.content.querySelector(`[data-word="${name}"]`).textContent;
  const kept = () => {
    try {
      return JSON.parse(localStorage.getItem(NAME)) || [];
    } catch {
      return [];
    }
  };
  const put = (sheets) => {
    if (sheets.length) localStorage.setItem(NAME, JSON.stringify(sheets));
    else localStorage.removeItem(NAME);
  };
  const say = (text) => {
    box.firstElementChild.textContent = text;
    box.hidden = !text;
  };
  const cells = () => [...form.querySelectorAll("input.cell")];
  const fill = (fields) => {
    cells().forEach((cell) => { cell.value = fields[cell.name] || ""; });
    cells()[0].dispatchEvent(new Event("input", { bubbles: true }));
  };

  /* true: it is in the house; false: not yet; a sentence: refused. */
  const send = async (fields) => {
    const body = new URLSearchParams({ ...fields, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
      const said = await answer.json();
      if (said.house !== "sangsuk") return false;
      return answer.ok ? true : said.message;
    } catch {
      return false;
    }
  };
  let busy = false;
  const flush = async () => {
    if (busy || !kept().length) return;
    busy = true;
    let done = 0;
    for (;;) {
      const [next, ...rest] = kept();
      const result = next ? await send(next) : false;
      if (result === false) break;
      put(kept().filter((sheet) => sheet.client_id !== next.client_id));
      if (result !== true) {
        form.elements.what.value = next.what;
        fill(next);
        say(word("refused").replace("{why}", result));
        busy = false;
        return;
      }
      done += 1;
      if (!rest.length) break;
    }
    busy = false;
    const left = kept().length;
    say(left ? word("kept").replace("{n}", left) : done ? word("sent") : "");
    if (done && !left && form.isConnected && !cells().some((cell) => cell.value)) location.reload();
  };
  form.addEventListener("submit", (event) => {
    const fields = Object.fromEntries([...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken"));
    if (!cells().some((cell) => /[1-9]/.test(cell.value))) return; /* the house says what is missing */
    try {
      put([...kept(), fields]);
    } catch {
      return; /* nothing can be kept here: the form goes as it is */
    }
    event.preventDefault();
    fill({});
    form.elements.client_id.value = phoneLine.fresh();
    flush();
  });
  window.addEventListener("online", flush);
  setInterval(flush, 15000);
  flush();
})();
