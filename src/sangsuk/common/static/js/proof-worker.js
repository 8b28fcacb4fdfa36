"use strict";
/* Looks for a number so that SHA-256 over "text:number" begins with so many zeros. Two hundred at a time. */
const zeros = (digest) => {
  const head = new DataView(digest).getUint32(0);
  return head === 0 ? 32 : Math.clz32(head);
};
self.onmessage = async ({ data: { text, bits } }) => {
  const letters = new TextEncoder();
  for (let from = 0; ; from += 200) {
    const numbers = Array.from({ length: 200 }, (_, n) => from + n);
    const digests = await Promise.all(numbers.map((n) => crypto.subtle.digest("SHA-256", letters.encode(`${text}:${n}`))));
    const found = digests.findIndex((digest) => zeros(digest) >= bits);
    if (found >= 0) {
      self.postMessage(String(numbers[found]));
      return;
    }
  }
};
