/* The small proof of work on the last step of telling: a worker counts, then the form goes off by itself.
   Where that does not work, the page says how long to wait, and the button is there. */
document.querySelectorAll("[data-proof]").forEach((form) => {
  if (!window.Worker || !window.crypto || !crypto.subtle) return;
  const said = form.querySelector("[data-said]");
  const waiting = said.textContent;
  const worker = new Worker(form.dataset.worker);
  said.textContent = said.dataset.busy;
  worker.onmessage = ({ data }) => {
    form.elements.solution.value = data;
    form.requestSubmit();
  };
  worker.onerror = () => {
    said.textContent = waiting;
  };
  worker.postMessage({ text: form.dataset.proof, bits: Number(form.dataset.bits) });
});
