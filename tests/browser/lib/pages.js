// The pages, in one place: every check runs on each of them, and screenshots are taken of each.
import { NAMES } from "./letters.js";

/** The pages of the demo network. `mockup` names the page of the design it was made after. */
export async function demoPages(server) {
  await Promise.all([drawnMap(server), readNetwork(server)]);
  const imported = await linkOn(server, "/sources", "/sources/imports/");
  const organization = await linkOn(server, "/people?sort=-closeness", "/organizations/");
  const person = await linkOn(server, "/people?sort=-closeness", "/people/", LISTS);
  const distant = await reachedByAPath(server);
  return [
    { name: "today", path: "/", mockup: "today" },
    { name: "person", path: person, mockup: "person" },
    { name: "person-then", path: `${person}?as_of=${lastYear()}` },
    { name: "person-edit", path: `${person}/edit` },
    { name: "person-everything", path: `${person}/everything` },
    { name: "person-forget", path: `${person}/forget` },
    { name: "people", path: "/people", mockup: "people" },
    { name: "people-drifting", path: "/people?list=drifting&sort=name&page=2" },
    { name: "people-filtered", path: "/people?q=an&warmth=lively&last=90" },
    { name: "people-nobody", path: "/people?q=qqqqqq", mockup: "states" },
    { name: "people-new", path: "/people/new" },
    { name: "kept-out", path: "/people/kept-out" },
    { name: "organizations", path: "/organizations" },
    { name: "organizations-single", path: "/organizations?held=one" },
    { name: "organizations-unknown", path: "/organizations?industry=unknown" },
    { name: "organization", path: organization },
    { name: "key-people", path: "/people/key" },
    { name: "map", path: "/map", mockup: "map" },
    { name: "paths", path: `/map/paths?to=${distant}`, mockup: "map" },
    { name: "paths-organization", path: `/map/paths?at=${organization.split("/").pop()}` },
    { name: "paths-proposed", path: "/map/paths?to=an" },
    { name: "without-choose", path: "/map/without" },
    { name: "without", path: `/map/without/${person.split("/").pop()}`, mockup: "map" },
    { name: "world", path: "/map/world", mockup: "map" },
    { name: "goals", path: "/goals", mockup: "goals" },
    { name: "sources", path: "/sources", mockup: "sources" },
    { name: "import", path: imported, mockup: "sources" },
    { name: "import-skipped", path: `${imported}?outcome=skipped` },
    { name: "settings", path: "/settings", mockup: "settings" },
    { name: "data", path: "/settings/data", mockup: "settings" },
    { name: "settings-erasure", path: "/settings/erasure" },
    { name: "colleagues", path: "/settings/colleagues" },
    { name: "numbers", path: "/settings/numbers" },
    { name: "numbers-sample", path: "/settings/numbers/sample" },
    { name: "acts", path: "/acts" },
    { name: "delegates", path: "/settings/delegates", mockup: "settings" },
    { name: "tray", path: "/tray" },
    { name: "queue", path: "/queue" },
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
    { name: "empty-world", path: "/map/world" },
    { name: "empty-goals", path: "/goals" },
    { name: "empty-sources", path: "/sources" },
    { name: "empty-settings", path: "/settings" },
    { name: "empty-numbers", path: "/settings/numbers" },
    { name: "empty-erasure", path: "/settings/erasure" },
  ];
}

/** The pages of the door: before the first start, and with an owner. */
export function doorPages(closed, owned) {
  return [
    { server: closed, name: "first-start", path: "/welcome/owner" },
    { server: owned, name: "sign-in", path: "/sign-in", stranger: true, mockup: "sign-in" },
    { server: owned, name: "invitation-gone", path: "/join/none", stranger: true, status: 422 },
    { server: owned, name: "link-gone", path: "/sign-in/new?key=none", stranger: true, status: 422 },
    { server: owned, name: "account", path: "/settings/account", mockup: "settings" },
    { server: owned, name: "tokens", path: "/settings/tokens", mockup: "settings" },
    { server: owned, name: "account-events", path: "/settings/account/events" },
    { server: owned, name: "account-confirm", path: "/settings/account/confirm" },
    { server: owned, name: "passkeys", path: "/settings/passkeys", mockup: "settings" },
    { server: owned, name: "second-factor", path: "/welcome/second-factor" },
  ];
}

/** The pages of people whose names layouts break on. */
export async function namesPages(server) {
  const people = Object.entries(NAMES).map(async ([which, { name }]) => {
    const found = `/people?q=${encodeURIComponent(name.split(" ")[0])}`;
    return { name: `person-${which}`, path: await linkOn(server, found, "/people/", LISTS) };
  });
  return [{ name: "names-people", path: "/people?sort=-last" }, ...(await Promise.all(people))];
}

/** What stands beside the people in their folder. */
const LISTS = ["/people/key", "/people/kept-out", "/people/new"];

function lastYear() {
  return new Date(Date.now() - 365 * 86_400_000).toISOString().slice(0, 10);
}

/** Waits until the map is drawn: it is drawn when somebody looks. */
export function drawnMap(server) {
  return there(server, "/map", "being drawn");
}

/** Waits until the network is read in which paths are sought: it is read when somebody asks for one. */
export async function readNetwork(server) {
  const person = await linkOn(server, "/people?sort=-closeness", "/people/", LISTS);
  await there(server, `/map/paths?to=${person.split("/").pop()}`, "being read");
}

/** The slug of somebody without contact to whom a path leads: not everyone is known by somebody. The network has been read. */
export async function reachedByAPath(server) {
  for (let page = 1; page <= 5; page++) {
    const people = await textOf(server, `/people?list=no-contact&page=${page}`);
    for (const [, slug] of people.matchAll(/class="name" href="\/people\/([^"?#]+)"/g)) {
      if ((await textOf(server, `/map/paths?to=${slug}`)).includes('action="/map/paths/ask"')) return slug;
    }
  }
  throw new Error("a path leads to nobody without contact");
}

async function textOf(server, page) {
  return (await fetch(server.url + page)).text();
}

/** Waits until a page does not say any more that something is on its way. */
async function there(server, page, onItsWay) {
  for (let tries = 0; tries < 300; tries++) {
    const text = await textOf(server, page);
    if (!text.includes(onItsWay)) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`${page} says for ever that it is ${onItsWay}`);
}

/** The first link below a folder on a page, besides some others. */
async function linkOn(server, page, folder, others = []) {
  const text = await textOf(server, page);
  const links = [...text.matchAll(/href="([^"?#]+)/g)].map(([, address]) => address);
  const found = links.find((address) => address.startsWith(folder) && !others.includes(address));
  if (!found) throw new Error(`${page} has no link to ${folder}…`);
  return found;
}
