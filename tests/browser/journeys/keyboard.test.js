// The palette as a list box, and undo by a key, a toast, or without a script.
import assert from "node:assert/strict";
import { after, test } from "node:test";

import { axeFindings } from "../lib/checks.js";
import { closePage, openBrowser, openPage } from "../lib/browser.js";
import { demoServer, kith } from "../lib/server.js";

const browser = await openBrowser();
const server = await demoServer();
after(() => Promise.all([browser.close(), server.stop()]));

/** Someone of the demo network to find, and the beginning of their family name. */
const everyone = JSON.parse(await kith("--data", server.data, "people", "--json"));
const someone = everyone.find(({ name }) => /^[A-Za-z]+ [A-Za-z]{5,}$/.test(name));
const typed = someone.name.split(" ")[1].slice(0, 4).toLowerCase();

test("the palette finds people, pages and commands by keyboard alone", async () => {
  const page = await openPage(browser, server);
  await page.goto("/keys");
  await page.keyboard.press("Control+k");
  const input = page.getByRole("combobox");
  await input.waitFor();
  assert.ok(await input.evaluate((e) => e === document.activeElement));
  await input.fill(typed);
  const option = page.locator("#palette .name", { hasText: someone.name }).first();
  await option.waitFor();
  assert.equal((await option.locator("mark").first().textContent()).toLowerCase(), typed);
  assert.deepEqual(await axeFindings(page), []);

  await input.fill(">settings");
  await page.locator("#palette a[href='/settings']").waitFor();
  assert.equal(await page.getByRole("option").count(), 1);
  assert.equal(await input.getAttribute("aria-activedescendant"), await page.getByRole("option").getAttribute("id"));

  await input.fill(">");
  await page.getByRole("option", { name: "Today" }).waitFor();
  await page.keyboard.press("ArrowUp");
  const last = page.getByRole("option").last();
  assert.equal(await last.getAttribute("aria-selected"), "true");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname === "/");
  assert.deepEqual(page.problems, []);
  await closePage(page);
});

test("the palette asks whom contact is logged with", async () => {
  const page = await openPage(browser, server);
  await page.goto("/keys");
  await page.keyboard.press("l");
  await page.getByRole("combobox").waitFor();
  const first = await page.getByRole("option").first().getAttribute("href");
  assert.match(first, /^\/people\/[^/]+#log$/);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("#palette[open]").count(), 0);
  assert.deepEqual(page.problems, []);
  await closePage(page);
});

test("on the list of people L logs and R puts off whoever is marked, at their page", async () => {
  const page = await openPage(browser, server);
  for (const [key, part] of [["l", "#log"], ["r", "#later"]]) {
    await page.goto("/people");
    await page.keyboard.press("j");
    const marked = await page.evaluate(() => document.activeElement.getAttribute("href"));
    await page.keyboard.press(key);
    await page.waitForURL((url) => url.pathname + url.hash === marked + part);
  }
  await page.locator("#later[open] summary:focus").waitFor();
  assert.deepEqual(page.problems, []);
  await closePage(page);
});

test("the last act is taken back where one is, and a toast says so", async () => {
  await kith("--data", server.data, "log", someone.name, "call", "about pumps");
  const page = await openPage(browser, server);
  await page.goto("/keys");
  await page.keyboard.press("z");
  const toast = page.locator("#toasts .toast");
  await toast.waitFor();
  assert.match(await toast.textContent(), /taken back: call with/);
  assert.equal(await toast.locator("button").count(), 0, "an undo has no undo");
  assert.equal(new URL(page.url()).pathname, "/keys");
  await toast.hover();
  await page.waitForTimeout(9_000);
  assert.equal(await toast.count(), 1, "it waits while it is pointed at");
  await page.mouse.move(0, 0);
  await toast.waitFor({ state: "detached", timeout: 12_000 });
  assert.deepEqual(page.problems, []);
  await closePage(page);
});

test("finding and undoing need no script", async () => {
  await kith("--data", server.data, "log", someone.name, "meeting");
  const page = await openPage(browser, server, { script: false });
  await page.goto("/keys");
  await page.locator("a.find").press("Enter");
  await page.locator("main input[type=search]").fill(someone.name);
  await page.keyboard.press("Enter");
  await page.locator(".choices .name", { hasText: someone.name }).first().waitFor();
  await page.locator("main input[type=search]").fill(">undo");
  await page.keyboard.press("Enter");
  await page.locator(".choices button", { hasText: "Undo the last act" }).press("Enter");
  assert.match(await page.locator("#toasts .toast").textContent(), /taken back: meeting with/);
  await page.locator("a.find").press("Enter");
  assert.equal(await page.locator("#toasts .toast").count(), 0, "it is told once");
  assert.deepEqual(page.problems, []);
  await closePage(page);
});
