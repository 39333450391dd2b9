// Forms that a passkey answers: `data-passkey` is where the question comes from. They are shown where the browser knows
// passkeys, and what stands there otherwise (`data-without-passkeys`) is not. What it says is put into hidden fields, and
// the form is sent like any other.
"use strict";
(() => {
  if (!window.PublicKeyCredential) return;
  const bytes = (text) =>
    Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const known = (credential) => ({ ...credential, id: bytes(credential.id) });

  const make = async (asked) => {
    const user = { ...asked.user, id: bytes(asked.user.id) };
    const excludeCredentials = asked.excludeCredentials.map(known);
    const publicKey = { ...asked, challenge: bytes(asked.challenge), user, excludeCredentials };
    const { response } = await navigator.credentials.create({ publicKey });
    return { client_data: response.clientDataJSON, authenticator: response.getAuthenticatorData() };
  };
  const sign = async (asked) => {
    const publicKey = { ...asked, challenge: bytes(asked.challenge) };
    const { rawId, response } = await navigator.credentials.get({ publicKey });
    return {
      credential: rawId,
      handle: response.userHandle ?? new ArrayBuffer(0),
      client_data: response.clientDataJSON,
      authenticator: response.authenticatorData,
      signature: response.signature,
    };
  };

  const answer = async (form) => {
    const asked = await fetch(form.dataset.passkey, { method: "POST" });
    if (!asked.ok || asked.redirected) throw new Error(`the question was answered with ${asked.status}`);
    const question = await asked.json();
    const said = question.user ? await make(question) : await sign(question);
    for (const [name, value] of Object.entries(said)) form.elements[name].value = text(value);
    form.submit();
  };

  for (const other of document.querySelectorAll("[data-without-passkeys]")) other.hidden = true;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const wrong = form.querySelector("[data-wrong]");
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      wrong.hidden = true;
      answer(form).catch((error) => {
        wrong.textContent = error.name === "InvalidStateError" ? wrong.dataset.known : wrong.dataset.wrong;
        wrong.hidden = false;
      });
    });
  }
})();
