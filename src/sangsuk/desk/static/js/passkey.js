/* Passkeys: the form holds the server's question as JSON, the browser's answer goes into its hidden field.
   Without this script, or where the browser cannot, the form stays hidden and typing a code remains. */
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const words = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const question = (options) => {
  const key = { ...options.publicKey, challenge: bytes(options.publicKey.challenge) };
  const listed = (all) => (all || []).map((one) => ({ ...one, id: bytes(one.id) }));
  if (key.user) key.user = { ...key.user, id: bytes(key.user.id) };
  if (key.allowCredentials) key.allowCredentials = listed(key.allowCredentials);
  if (key.excludeCredentials) key.excludeCredentials = listed(key.excludeCredentials);
  return { publicKey: key };
};

const answer = (made) => {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"])
    if (made.response[name]) response[name] = words(made.response[name]);
  if (made.response.getTransports) response.transports = made.response.getTransports();
  return {
    id: made.id, rawId: words(made.rawId), type: made.type, response,
    authenticatorAttachment: made.authenticatorAttachment, clientExtensionResults: made.getClientExtensionResults(),
  };
};

if (window.PublicKeyCredential)
  for (const form of document.querySelectorAll("[data-passkey]")) {
    form.hidden = false;
    document.querySelectorAll("[data-passkey-cannot]").forEach((one) => (one.hidden = true));
    form.addEventListener("submit", async (event) => {
      const field = form.elements.credential;
      if (field.value) return;
      event.preventDefault();
      const trouble = form.querySelector("[data-passkey-trouble]");
      trouble.hidden = true;
      try {
        const made = await navigator.credentials[form.dataset.passkey](question(JSON.parse(form.dataset.options)));
        field.value = JSON.stringify(answer(made));
        form.requestSubmit();
      } catch {
        trouble.hidden = false;
      }
    });
  }

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
