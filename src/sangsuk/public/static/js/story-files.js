"use strict";
/* Files of a story travel by tus 1.0.0 in small pieces, and go on where they were after a lost line; photographs are made
   smaller first. Without this script they go in the form. */
(() => {
  const box = document.querySelector("[data-parts]");
  const input = box && box.querySelector("input[type=file]");
  if (!input || !window.fetch) return;
  const form = input.form, words = input.dataset, PIECE = 256 * 1024;
  const list = document.createElement("ul");
  list.className = "plain";
  input.after(list);
  const guard = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const headers = (more) => ({ "Tus-Resumable": "1.0.0", "X-CSRFToken": guard, ...more });
  const pause = () => new Promise((done) => {
    addEventListener("online", done, { once: true });
    setTimeout(done, 3000);
  });
  const sentence = (text, name, percent) => (text || "").replace("{name}", name).replace("{percent}", percent);
  let busy = 0;

  const begun = async (file) => {
    const waits = [...document.querySelectorAll("[data-parts-waiting] li")]
      .find((one) => one.dataset.name === file.name && Number(one.dataset.length) === file.size);
    if (waits) {
      waits.remove();
      return waits.dataset.at;
    }
    const name = btoa(String.fromCharCode(...new TextEncoder().encode(file.name)));
    const answer = await fetch(box.dataset.parts, {
      method: "POST", headers: headers({ "Upload-Length": file.size, "Upload-Metadata": `filename ${name}` }),
    });
    if (answer.status !== 201) throw new Error(answer.status < 500 || answer.status === 507 ? await answer.text() : "");
    return answer.headers.get("Location");
  };

  const send = async (file, item) => {
    const line = item.querySelector("span"), stop = item.querySelector("button");
    let at = "", offset = 0, stopped = false;
    const percent = () => Math.floor((100 * offset) / file.size);
    const tries = async (deed) => {
      for (;;) {
        try {
          return await deed();
        } catch (trouble) {
          if (!(trouble instanceof TypeError) || stopped) throw trouble; /* TypeError: there was no answer at all */
          line.textContent = sentence(words.waiting, file.name, percent());
          await pause();
        }
      }
    };
    stop.addEventListener("click", () => {
      stopped = true;
      if (at) fetch(at, { method: "DELETE", headers: headers() }).catch(() => {});
      item.remove();
    });
    at = await tries(() => begun(file));
    offset = Number((await tries(() => fetch(at, { method: "HEAD", headers: headers() }))).headers.get("Upload-Offset"));
    while (offset < file.size && !stopped) {
      line.textContent = sentence(words.sending, file.name, percent());
      const answer = await tries(() => fetch(at, {
        method: "PATCH", body: file.slice(offset, offset + PIECE),
        headers: headers({ "Upload-Offset": offset, "Content-Type": "application/offset+octet-stream" }),
      }));
      const there = answer.headers.get("Upload-Offset");
      if (there === null) {
        if (answer.status >= 500) {
          await pause();
          continue;
        }
        throw new Error(await answer.text());
      }
      offset = Number(there);
    }
    if (stopped) return;
    line.textContent = sentence(words.opening, file.name, 100);
    stop.remove();
    const answer = await tries(() => fetch(`${at}/done`, { method: "POST", headers: headers() }));
    const told = await answer.json();
    if (!answer.ok) throw new Error(told.said);
    line.textContent = `✓ ${told.name}`;
  };

  const take = async () => {
    const go = [...input.files];
    input.value = "";
    for (const chosen of go) {
      const item = document.createElement("li");
      const line = document.createElement("span"), stop = document.createElement("button");
      line.setAttribute("role", "status");
      stop.type = "button";
      stop.className = "button button--link button--small";
      stop.textContent = words.stop;
      item.append(line, " ", stop);
      list.append(item);
      busy += 1;
      try {
        await send(await smaller(chosen, false), item); /* of photos.js */
      } catch (trouble) {
        line.textContent = trouble.message || sentence(words.failed, chosen.name, 0);
        stop.remove();
      }
      busy -= 1;
    }
  };
  input.addEventListener("change", take);
  if (input.files.length) take();
  form.addEventListener("submit", (event) => {
    if (!busy) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const line = list.querySelector("span");
    if (line) line.textContent = words.busy;
  }, { capture: true });
})();
