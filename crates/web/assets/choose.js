// A list in which each item is answered by a button: `[data-choose]` holds items (li) with buttons `[data-key]`.
// Its key presses the button of the item in hand; J, K and the arrows move; after an answer the next item is in hand.
"use strict";
(() => {
  const items = () => [...document.querySelectorAll("[data-choose] li:has([data-key])")];
  const hold = (item) => {
    if (!item) return;
    item.querySelector("[data-key]").focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest" });
  };
  let answered = -1;
  document.addEventListener(
    "keydown",
    (event) => {
      const root = document.documentElement;
      const field = event.target.closest?.("input, textarea, select, dialog, [contenteditable]");
      if (root.dataset.keys === "off" || field || event.ctrlKey || event.metaKey || event.altKey) return;
      const all = items();
      if (!all.length) return;
      const at = all.findIndex((item) => item.contains(document.activeElement));
      const key = event.key.toLowerCase();
      const step = { j: 1, arrowdown: 1, k: -1, arrowup: -1 }[key];
      const button = all[Math.max(at, 0)].querySelector(`[data-key="${CSS.escape(key)}"]`);
      if (step) hold(all[at < 0 ? 0 : Math.min(Math.max(at + step, 0), all.length - 1)]);
      else if (button) button.click();
      else return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    true,
  );
  document.addEventListener("submit", (event) => {
    answered = items().findIndex((item) => item.contains(event.target));
  }, true);
  document.addEventListener("htmx:after:swap", () => {
    const all = items();
    if (answered >= 0) hold(all[Math.min(answered, all.length - 1)]);
    answered = -1;
  });
})();
