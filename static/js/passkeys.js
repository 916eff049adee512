/* Passkeys: shows the forms that need one, asks the passkey, sends its answer as the form's own field. */
(() => {
  "use strict";
  const forms = [...document.querySelectorAll("form[data-passkey]")];
  if (!window.PublicKeyCredential || !forms.length) return;
  const opened = Date.now();
  const STALE = 4 * 60 * 1000;

  const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const known = (list) => list.map((one) => ({ ...one, id: bytes(one.id) }));

  /* A page that stood open for long has a challenge that is nearly over: read the page's present one. */
  const optionsOf = async (form) => {
    if (Date.now() - opened < STALE) return JSON.parse(form.dataset.passkey);
    const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
    const fresh = page.querySelector(`form[data-passkey][action="${form.getAttribute("action")}"]`);
    return JSON.parse((fresh ?? form).dataset.passkey);
  };

  const ask = (options) => {
    const publicKey = { ...options, challenge: bytes(options.challenge) };
    if (!options.user) {
      publicKey.allowCredentials = known(options.allowCredentials);
      return navigator.credentials.get({ publicKey });
    }
    publicKey.user = { ...options.user, id: bytes(options.user.id) };
    publicKey.excludeCredentials = known(options.excludeCredentials);
    return navigator.credentials.create({ publicKey });
  };

  const answerOf = (credential) => {
    const { response } = credential;
    const sent = { clientDataJSON: text(response.clientDataJSON) };
    if (response.attestationObject) {
      sent.attestationObject = text(response.attestationObject);
      sent.transports = response.getTransports?.() ?? [];
    } else {
      sent.authenticatorData = text(response.authenticatorData);
      sent.signature = text(response.signature);
      if (response.userHandle) sent.userHandle = text(response.userHandle);
    }
    return JSON.stringify({ id: credential.id, rawId: text(credential.rawId), type: credential.type, response: sent });
  };

  for (const form of forms) {
    const failed = form.querySelector("[data-passkey-failed]");
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      failed.hidden = true;
      try {
        form.elements.answer.value = answerOf(await ask(await optionsOf(form)));
        form.submit();
      } catch {
        /* Cancelled, timed out, or there is none: browsers do not say which, so that nobody can probe. */
        failed.hidden = false;
        delete form.dataset.sent;
        form.querySelector("button").removeAttribute("aria-busy");
      }
    });
    form.hidden = false;
  }
  document.querySelectorAll("[data-passkey-missing]").forEach((note) => { note.hidden = true; });
})();
