// The pages, in one place: every check runs on each of them, and screenshots are taken of each.

/** The pages of the demo network. `mockup` names the page of the design it was made after. */
export async function demoPages(server) {
  return [
    { name: "today", path: "/", mockup: "today" },
    { name: "key-people", path: "/people/key" },
    { name: "settings", path: "/settings", mockup: "settings" },
    { name: "find", path: "/find?q=an" },
    { name: "keys", path: "/keys" },
    { name: "not-found", path: "/nowhere", mockup: "error", status: 404 },
  ];
}

/** The pages of an instance without anybody. */
export function emptyPages() {
  return [
    { name: "empty-today", path: "/" },
    { name: "empty-key-people", path: "/people/key" },
    { name: "empty-find", path: "/find" },
    { name: "welcome", path: "/welcome", mockup: "welcome" },
    { name: "twelve", path: "/welcome/twelve" },
  ];
}
