/* Checks a receipt and a proof in the browser alone: nothing is sent anywhere, and it works without a connection once the
   page is there. Ed25519 and SHA-256 by WebCrypto; the tree after RFC 9162, 2.1.3.2. Sentences stand in the page. */
(() => {
  const form = document.querySelector("[data-verify]");
  const list = document.querySelector("[data-found]");
  const say = (name, good, words = {}) => {
    const item = document.createElement("li");
    item.className = good ? "notice notice--happy" : "notice notice--late";
    let text = document.querySelector(`[data-say="${name}"]`).textContent;
    Object.entries(words).forEach(([gap, word]) => { text = text.replace(`{${gap}}`, word); });
    item.textContent = (good ? "✓ " : "✗ ") + text;
    list.append(item);
    return good;
  };
  const bytes = (hex) => {
    if (!/^([0-9a-f]{2})*$/.test(hex)) throw new Error("hex");
    return Uint8Array.from(hex.match(/../g) || [], (pair) => parseInt(pair, 16));
  };
  const hex = (data) => [...data].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const joined = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]));
  const sha256 = async (data) => new Uint8Array(await crypto.subtle.digest("SHA-256", data));
  const utf8 = (text) => new TextEncoder().encode(text);
  const sorted = (value) => {
    if (value === null || typeof value !== "object") return value;
    if (Array.isArray(value)) return value.map(sorted);
    return Object.fromEntries(Object.keys(value).sort().map((name) => [name, sorted(value[name])]));
  };
  const canonical = (value) => utf8(JSON.stringify(sorted(value)));

  const signed = async (keys, id, message, signature) => {
    const told = keys.find((key) => key.id === id);
    if (!told) return null;
    const key = await crypto.subtle.importKey("raw", bytes(told.public), { name: "Ed25519" }, false, ["verify"]);
    return crypto.subtle.verify({ name: "Ed25519" }, key, bytes(signature), message);
  };

  const isIn = async (leaf, index, size, path, root) => {
    if (!(index >= 0 && index < size)) return false;
    let [place, last, hash] = [BigInt(index), BigInt(size) - 1n, leaf];
    for (const step of path.map(bytes)) {
      if (!last) return false;
      if (place & 1n || place === last) {
        hash = await sha256(joined([1], step, hash));
        while (!(place & 1n) && place) { place >>= 1n; last >>= 1n; }
      } else {
        hash = await sha256(joined([1], hash, step));
      }
      place >>= 1n; last >>= 1n;
    }
    return !last && hex(hash) === root;
  };

  const ofWords = (text) => {
    const words = text.slice(text.lastIndexOf("r=") + 2).replace(/\s/g, "").replace(/-/g, "+").replace(/_/g, "/");
    const data = Uint8Array.from(atob(words), (sign) => sign.charCodeAt(0));
    const view = new DataView(data.buffer);
    const said = { kind: "sangsuk-receipt", v: data[0], key: hex(data.slice(1, 5)) };
    let at = 5;
    ["number", "office", "district"].forEach((name) => {
      said[name] = String.fromCharCode(...data.slice(at + 1, at + 1 + data[at]));
      at += 1 + data[at];
    });
    ["submitted_at", "deemed_received_at", "due_at", "finish_due_at"].forEach((name) => {
      const micro = view.getBigUint64(at);
      const second = new Date(Number(micro / 1000000n) * 1000).toISOString().slice(0, 19);
      said[name] = micro ? `${second}.${String(micro % 1000000n).padStart(6, "0")}+00:00` : null;
      at += 8;
    });
    ["case", "first", "text"].forEach((name) => { said[name] = hex(data.slice(at, at + 32)); at += 32; });
    return { statement: said, signature: hex(data.slice(at)) };
  };
  const inflated = (data) => new Response(new Blob([data]).stream().pipeThrough(new DecompressionStream("deflate"))).text();
  /* Before "endstream" a line ends with none, one or two signs; the last byte of the data may look like such a sign. */
  const inPdf = async (data) => {
    const text = new TextDecoder("latin1").decode(data);
    for (const found of text.matchAll(/\/EmbeddedFile[\s\S]{0,400}?stream\r?\n/g)) {
      const start = found.index + found[0].length;
      const end = text.indexOf("endstream", start);
      for (const signs of [1, 2, 0]) {
        try {
          return JSON.parse(await inflated(data.slice(start, end - signs)));
        } catch { /* not the end of it, or something else that is attached */ }
      }
    }
    throw new Error("nothing attached");
  };
  const read = async (file) => {
    const data = new Uint8Array(await file.arrayBuffer());
    if (data[0] === 37) return inPdf(data);
    return JSON.parse(new TextDecoder().decode(data));
  };
  const checkKeys = async (keys) => {
    const known = [];
    for (const { id, public: half, vouched } of keys) {
      if (id !== hex((await sha256(bytes(half))).slice(0, 4))) return say("bad_keys", false, { key: id });
      const said = vouched && { by: vouched.by, key: id, kind: "sangsuk-key", public: half, v: 1 };
      if (vouched && !await signed(known, vouched.by, canonical(said), vouched.signature)) return say("bad_keys", false, { key: id });
      known.push({ id, public: half });
    }
    return true;
  };
  const day = (moment) => new Date(moment).toLocaleString(document.documentElement.lang, { dateStyle: "long", timeStyle: "short", timeZone: "Asia/Bangkok" });

  const checkReceipt = async (receipt, keys) => {
    const said = receipt.statement;
    const good = await signed(keys, said.key, canonical(said), receipt.signature);
    if (good === null) return say("foreign", false);
    return say(good ? "genuine" : "forged", good, { number: said.number, day: day(said.submitted_at) });
  };
  const checkProof = async (proof, keys, heads, receipt) => {
    const { signature, ...head } = proof.head;
    if (!await signed(keys, head.key, canonical(head), signature)) return say("bad_head", false);
    const leaf = await sha256(joined([0], canonical(proof.leaf)));
    const words = { number: proof.leaf.number, many: proof.leaf.seq, day: head.date };
    const inside = await isIn(leaf, proof.index, head.size, proof.path, head.root);
    if (!say(inside ? "inside" : "outside", inside, words)) return;
    if (receipt) {
      const same = proof.leaf.number === receipt.statement.number && proof.leaf.first === receipt.statement.first;
      say(same ? "same_case" : "other_case", same);
    }
    if (heads) {
      const kept = heads.find((one) => one.date === head.date);
      const same = Boolean(kept) && kept.root === head.root && kept.size === head.size;
      say(same ? "published" : "not_published", same);
    }
  };
  const check = async () => {
    list.replaceChildren();
    try {
      const told = [];
      for (const input of form.querySelectorAll("input[type=file]")) for (const file of input.files) told.push(await read(file));
      const words = form.querySelector("textarea").value.trim();
      if (words) told.push(words[0] === "{" ? JSON.parse(words) : ofWords(words));
      const keys = (told.find((one) => one.keys) || JSON.parse(form.dataset.keys)).keys;
      const heads = (told.find((one) => one.heads) || {}).heads;
      const receipt = told.find((one) => one.statement);
      const proofs = told.filter((one) => one.leaf);
      if (!receipt && !proofs.length) say("nothing", false);
      if (!await checkKeys(keys)) return;
      if (receipt) await checkReceipt(receipt, keys);
      for (const proof of proofs) await checkProof(proof, keys, heads, receipt);
    } catch (trouble) {
      say(trouble.name === "NotSupportedError" ? "old_browser" : "unreadable", false);
    } finally {
      list.focus();
    }
  };
  form.addEventListener("submit", (event) => { event.preventDefault(); check(); });
  if (location.hash.startsWith("#r=")) {
    form.querySelector("textarea").value = location.href;
    check();
  }
})();
