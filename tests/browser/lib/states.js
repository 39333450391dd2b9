// Pages as they are once something was done there, for pictures: what is shown once, and lists with something in them.
import { OWNER } from "./owner.js";

/** Each with how a page comes there. They need a server over the demo network with an owner. */
export const STATES = [
  { name: "token-made", reach: (page) => newToken(page, "api", "Dashboard") },
  { name: "app-password-made", reach: (page) => newToken(page, "app", "Phone") },
  { name: "account-sessions", reach: (page) => page.goto("/settings/account") },
  { name: "erasure-retention", reach: (page) => page.goto("/settings/erasure") },
];

/** Signs in from other devices, limits how long a source is kept, and sets a hold. */
export async function prepared(server) {
  const { login, password } = OWNER;
  for (const device of DEVICES) await post(server, "/sign-in", { login, password }, { "user-agent": device });
  const own = { cookie: `${server.cookie.name}=${server.cookie.value}` };
  const page = await (await fetch(`${server.url}/settings/erasure`, { headers: own })).text();
  const [, source] = /name="source" value="(\d+)"/.exec(page);
  await post(server, "/settings/erasure/retention", { source, months: "24" }, own);
  const held = { person: "", from: "2025-01-01", until: "2025-06-30", reason: "Arbitration with a supplier" };
  await post(server, "/settings/erasure/holds", held, own);
  return server;
}

const DEVICES = [
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0",
];

async function post(server, path, fields, headers) {
  const body = new URLSearchParams(fields);
  const answer = await fetch(server.url + path, { method: "POST", body, headers, redirect: "manual" });
  if (answer.status !== 303) throw new Error(`${path}: ${answer.status}`);
}

let made = 0;

/** Each look makes another: names are taken once. */
async function newToken(page, kind, name) {
  made += 1;
  await page.goto("/settings/tokens");
  const form = page.locator(`form:has(input[name="kind"][value="${kind}"])`);
  await form.locator('input[name="name"]').fill(`${name} ${made}`);
  await form.locator("button").click();
  await form.waitFor({ state: "detached" });
  // The page before fades out.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
}
