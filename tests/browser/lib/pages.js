// The pages, in one place: every check runs on each of them, and screenshots are taken of each.

/** The pages of the demo network. `mockup` names the page of the design it was made after. */
export async function demoPages(server) {
  const imported = await linkOn(server, "/sources", "/sources/imports/");
  const organization = await linkOn(server, "/people?sort=-closeness", "/organizations/");
  return [
    { name: "today", path: "/", mockup: "today" },
    { name: "people", path: "/people", mockup: "people" },
    { name: "people-drifting", path: "/people?list=drifting&sort=name&page=2" },
    { name: "people-filtered", path: "/people?q=an&warmth=lively&last=90" },
    { name: "people-nobody", path: "/people?q=qqqqqq", mockup: "states" },
    { name: "people-new", path: "/people/new" },
    { name: "kept-out", path: "/people/kept-out" },
    { name: "organizations", path: "/organizations" },
    { name: "organization", path: organization },
    { name: "key-people", path: "/people/key" },
    { name: "sources", path: "/sources", mockup: "sources" },
    { name: "import", path: imported, mockup: "sources" },
    { name: "import-skipped", path: `${imported}?outcome=skipped` },
    { name: "settings", path: "/settings", mockup: "settings" },
    { name: "find", path: "/find?q=an" },
    { name: "keys", path: "/keys" },
    { name: "not-found", path: "/nowhere", mockup: "error", status: 404 },
  ];
}

/** The pages of an instance without anybody. */
export function emptyPages() {
  return [
    { name: "welcome", path: "/welcome", mockup: "welcome" },
    { name: "welcome-twelve", path: "/welcome/twelve" },
    { name: "empty-people", path: "/people" },
    { name: "empty-key-people", path: "/people/key" },
    { name: "empty-find", path: "/find" },
    { name: "empty-sources", path: "/sources" },
    { name: "empty-settings", path: "/settings" },
  ];
}

/** The pages of people whose names layouts break on. */
export function namesPages() {
  return [{ name: "names-people", path: "/people?sort=-last" }];
}

/** The first link below a folder on a page. */
async function linkOn(server, page, folder) {
  const text = await (await fetch(server.url + page)).text();
  const links = [...text.matchAll(/href="([^"?#]+)/g)].map(([, address]) => address);
  const found = links.find((address) => address.startsWith(folder));
  if (!found) throw new Error(`${page} has no link to ${folder}…`);
  return found;
}
