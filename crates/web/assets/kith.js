// What pages do beyond links and forms: menus, toasts, focus, the palette, keys. Everything works without it.
//
// What pages offer to it:
//   rows          .story, .data tbody tr, [data-row]     J and K walk them by their a.name
//   data-key="l"  a link, button, field or checkbox       the key presses it, in the row with the focus or else on the page
//   data-go="p"   a link                                  G and then the key goes there
//   data-check-all  a button                              ticks all boxes of the form of that name
//   data-palette  a link to /find                         opens the palette with what that address shows
"use strict";
(() => {
  const root = document.documentElement;
  const ROWS = ".story, .data tbody tr, [data-row]";
  const TOAST_MS = 8000;
  const PAUSE_MS = 120;
  const $ = (selector, within = document) => within.querySelector(selector);
  const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
  const isMac = /^Mac|iP/.test(navigator.platform);

  if (isMac) $$(".find kbd").forEach((key) => (key.textContent = "⌘ K"));

  /* ── Menus close when something else is pressed ── */
  const openMenus = () => $$("details.menu[open], details.more[open]");
  document.addEventListener("click", (event) => {
    openMenus().forEach((menu) => menu.contains(event.target) || (menu.open = false));
  });
  document.addEventListener("focusin", (event) => {
    openMenus().forEach((menu) => menu.contains(event.target) || (menu.open = false));
  });

  document.addEventListener("click", ({ target }) => {
    const form = target.closest("[data-check-all]")?.dataset.checkAll;
    if (form) $$(`input[type=checkbox][form="${form}"]`).forEach((box) => (box.checked = true));
  });

  /* ── Toasts: eight seconds, which do not pass while they are pointed at, focused, or nobody looks ── */
  const left = new WeakMap();
  setInterval(() => {
    for (const toast of $$("#toasts > .toast")) {
      if (document.hidden || toast.matches(":hover, :focus-within")) continue;
      const ms = (left.get(toast) ?? TOAST_MS) - 250;
      left.set(toast, ms);
      if (ms <= 0) toast.remove();
    }
  }, 250);

  /* ── Focus: it stays on what caused the change, or goes on to the next row if its own is gone ── */
  let leaving = null;
  document.addEventListener("htmx:before:swap", () => {
    const at = document.activeElement;
    const row = at?.closest(ROWS);
    const rows = $$(`main :is(${ROWS})`);
    const place = rows.indexOf(row);
    leaving = { at, row, next: rows[place + 1], before: rows[place - 1], inMain: Boolean(at?.closest("main, #toasts")) };
  });
  document.addEventListener("htmx:after:swap", () => {
    const was = leaving;
    leaving = null;
    if (!was?.inMain || was.at.isConnected || document.activeElement !== document.body) return;
    const row = [was.next, was.before].find((row) => row?.isConnected);
    (nameIn(row) ?? $("#main")).focus({ preventScroll: !row });
  });

  const nameIn = (row) => row && $("a.name", row);

  /* ── Fragments for the dialogs ── */
  const part = async (address) => {
    const answer = await fetch(address, { headers: { "HX-Request": "true" } });
    return answer.text();
  };

  /* ── Palette ── */
  const palette = $("#palette");
  let asked = 0;

  const openPalette = async (address = "/find") => {
    if (!palette || palette.open) return;
    palette.innerHTML = await part(address);
    if (!palette.open) palette.showModal();
    const input = $("input[role=combobox]", palette);
    input?.focus();
    point();
  };

  const options = () => $$("[role=option]:not([aria-disabled])", palette);

  /** Points at an option by its place, the first if none is given. */
  const point = (place = 0) => {
    const all = options();
    const chosen = all.at(all.length ? place % all.length : 0);
    all.forEach((option) => option.setAttribute("aria-selected", String(option === chosen)));
    const input = $("input[role=combobox]", palette);
    if (chosen) input?.setAttribute("aria-activedescendant", chosen.id);
    else input?.removeAttribute("aria-activedescendant");
    chosen?.scrollIntoView({ block: "nearest" });
  };

  const search = async () => {
    const form = $("form[role=search]", palette);
    const question = new URLSearchParams(new FormData(form));
    question.set("part", "options");
    const turn = ++asked;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    if (turn !== asked) return;
    const found = await part(`/find?${question}`);
    const list = $("#palette-options", palette);
    if (turn !== asked || !list) return;
    list.innerHTML = found;
    point();
  };

  palette?.addEventListener("input", search);
  palette?.addEventListener("submit", (event) => {
    if (event.target.id === "palette-change") return;
    event.preventDefault();
    $("[role=option][aria-selected=true]", palette)?.click();
  });
  palette?.addEventListener("keydown", (event) => {
    const at = options().findIndex((option) => option.ariaSelected === "true");
    const place = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 5, PageUp: Math.max(at - 5, 0) }[event.key];
    if (place === undefined) return;
    event.preventDefault();
    point(place);
  });
  // Pressed outside, or chosen: a link to a place on this page leaves the dialog open otherwise.
  palette?.addEventListener("click", (event) => {
    if (event.target === palette || event.target.closest("a[role=option]")) palette.close();
  });

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("a[data-palette]");
    if (!opener || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    openPalette(opener.getAttribute("href"));
  });

  /* ── The list of keys ── */
  const keyList = $("#keys");
  const openKeys = async () => {
    keyList.innerHTML = await part("/keys");
    keyList.showModal();
  };
  keyList?.addEventListener("click", (event) => event.target === keyList && keyList.close());

  /* What was typed into a form that was refused stands where the browser goes back to. */
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-back]") || history.length < 2) return;
    event.preventDefault();
    history.back();
  });

  /* ── Keys ── */
  const FIELDS = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable=true]";
  let isGoing = false;

  /** Presses what a page offers for a key; a field is gone to instead. */
  const press = (key) => {
    const selector = `[data-key="${key}"]`;
    const row = document.activeElement?.closest(ROWS);
    const target = (row && $(selector, row)) ?? $(`main ${selector}`);
    if (!target) return false;
    // A menu is opened and gone to: Tab leads to its first choice.
    if (target.matches(`${FIELDS}, summary`)) target.focus();
    if (!target.matches(FIELDS)) target.click();
    return true;
  };

  const walk = (step) => {
    const rows = $$(`main :is(${ROWS})`).filter(nameIn);
    const at = rows.indexOf(document.activeElement?.closest(ROWS));
    const row = rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(Math.max(at + step, 0), rows.length - 1)];
    nameIn(row)?.focus();
    row?.scrollIntoView({ block: "nearest" });
  };

  /** Goes to a place on the page of the person whose row has the focus. */
  const goToNamed = (place) => {
    const link = nameIn(document.activeElement?.closest(ROWS));
    if (!link) return false;
    location.assign(link.pathname + place);
    return true;
  };

  const searchHere = () => {
    const field = $("main input[type=search]");
    if (field) field.select();
    else openPalette();
    field?.focus();
  };

  const KEYS = {
    j: () => walk(1),
    k: () => walk(-1),
    l: () => press("l") || goToNamed("#log") || openPalette("/find?for=log"),
    w: () => press("w"),
    r: () => press("r") || goToNamed("#later"),
    x: () => press("x"),
    1: () => press("1"),
    2: () => press("2"),
    3: () => press("3"),
    4: () => press("4"),
    z: () => $("#undo-last")?.requestSubmit(),
    "/": searchHere,
    "?": openKeys,
  };

  const takesKeys = (event) =>
    root.dataset.keys !== "off" && !event.target.closest?.(FIELDS) && !$("dialog[open]");

  // Whoever was put off from a list: their page opens with its choices, once the browser has gone to the place itself.
  if (location.hash === "#later") addEventListener("load", () => requestAnimationFrame(() => press("r")));

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const key = event.key.toLowerCase();
    if (key === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
      event.preventDefault();
      if (palette?.open) palette.close();
      else openPalette();
      return;
    }
    if (key === "escape") {
      for (const menu of openMenus()) {
        menu.open = false;
        $("summary", menu)?.focus();
      }
    }
    if (event.ctrlKey || event.metaKey || event.altKey || !takesKeys(event)) return;
    if (isGoing) {
      isGoing = false;
      const link = $(`[data-go="${CSS.escape(key)}"]`);
      if (link) event.preventDefault();
      link?.click();
      return;
    }
    if (key === "g") {
      isGoing = true;
      setTimeout(() => (isGoing = false), 1500);
    } else if (Object.hasOwn(KEYS, key)) {
      event.preventDefault();
      KEYS[key]();
    }
  });
})();
