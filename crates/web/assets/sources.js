// Imports as they happen: the region that moves, and files dropped onto the form. Without it the page is loaded again
// every few seconds, and files are chosen.
"use strict";
(() => {
  const region = document.querySelector("[data-events]");
  if (region) {
    const events = new EventSource(region.dataset.events);
    events.addEventListener("progress", (event) => {
      region.innerHTML = event.data;
    });
    events.addEventListener("end", () => {
      events.close();
      location.reload();
    });
    addEventListener("pagehide", () => events.close());
  }

  const zone = document.querySelector(".dropzone");
  const files = zone?.querySelector("input[type=file]");
  if (!files) return;
  for (const kind of ["dragenter", "dragover"]) {
    zone.addEventListener(kind, (event) => {
      event.preventDefault();
      zone.classList.add("over");
    });
  }
  zone.addEventListener("dragleave", (event) => {
    if (!zone.contains(event.relatedTarget)) zone.classList.remove("over");
  });
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    files.files = event.dataTransfer.files;
    zone.querySelector("button")?.focus();
  });
})();
