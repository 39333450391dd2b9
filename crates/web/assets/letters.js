// A letter that was edited goes along with the link that opens it in mail; and it can be copied.
"use strict";
document.addEventListener("input", ({ target }) => {
  const link = target.dataset.letter && document.getElementById(target.dataset.letter);
  if (!link) return;
  const [before] = link.href.split("&body=");
  link.href = `${before}&body=${encodeURIComponent(target.value.replace(/\r?\n/g, "\r\n"))}`;
});
document.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-copy]");
  const letter = button && document.getElementById(button.dataset.copy);
  if (!letter) return;
  letter.select();
  await navigator.clipboard?.writeText(letter.value);
});
