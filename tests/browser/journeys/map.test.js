// The map: found, chosen, walked by keys, filtered, taken along as a file; by keyboard, on a phone, and without a script.
import assert from "node:assert/strict";
import { after, test } from "node:test";

import { axeFindings, sidewaysScroll } from "../lib/checks.js";
import { PHONE, closePage, openBrowser, openPage } from "../lib/browser.js";
import { drawnMap } from "../lib/pages.js";
import { demoServer } from "../lib/server.js";

const browser = await openBrowser();
const server = await demoServer();
after(() => Promise.all([browser.close(), server.stop()]));
await drawnMap(server);

async function openMap(options) {
  const page = await openPage(browser, server, options);
  await page.goto("/map");
  await page.locator("[data-map][data-ready]").waitFor();
  return page;
}

/** Somebody of the table, who has ties. */
const someone = (page) => page.locator("section[aria-labelledby=everyone] tbody tr a.name").nth(4).textContent();

const panel = (page) => page.locator(".person");

test("somebody is found, chosen, shown with those around them, and left again", async () => {
  const page = await openMap();
  const name = await someone(page);
  await page.getByRole("combobox", { name: "Find somebody on the map" }).fill(name.slice(0, 6));
  await page.getByRole("option").filter({ hasText: name }).first().click();
  assert.equal(await panel(page).getByRole("heading", { level: 2 }).textContent(), name);
  assert.ok((await panel(page).locator("[data-of=others] li").count()) > 0, "those they are in touch with");
  const all = await page.locator("[data-control=count]").textContent();
  await panel(page).getByRole("button", { name: "One step" }).click();
  const near = await page.locator("[data-control=count]").textContent();
  assert.ok(parseInt(near, 10) < parseInt(all, 10), `${near} of ${all}`);
  assert.deepEqual(await axeFindings(page), []);
  assert.deepEqual(await sidewaysScroll(page), []);
  await panel(page).getByRole("link", { name: "Open their page" }).click();
  await page.waitForURL(/\/people\//);
  assert.equal(await page.getByRole("heading", { level: 1 }).textContent(), name);
  assert.deepEqual(page.problems, []);
  await closePage(page);
});

test("by keys alone: the one most in touch, along a tie, chosen, let go", async () => {
  const page = await openMap();
  const canvas = page.getByRole("application");
  const said = page.locator("[data-control=said]");
  await canvas.focus();
  await page.keyboard.press("ArrowRight");
  const first = await said.textContent();
  assert.match(first, /, \d+ ties drawn$/);
  const heard = new Set();
  for (const key of ["ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown"]) {
    await page.keyboard.press(key);
    heard.add(await said.textContent());
  }
  assert.ok(heard.size > 1, "walked along ties");
  await page.keyboard.press("Enter");
  const chosen = await panel(page).getByRole("heading", { level: 2 }).textContent();
  assert.ok((await said.textContent()).startsWith(chosen));
  for (const key of ["+", "-", "0"]) await page.keyboard.press(key);
  await page.keyboard.press("Escape");
  assert.ok(await panel(page).isHidden());
  await page.keyboard.press("/");
  assert.ok(await page.locator("#map-search").evaluate((e) => e === document.activeElement));
  assert.deepEqual(page.problems, []);
  await closePage(page);
});

test("filters, colours and quarters change what is shown, and each colour has a mark", async () => {
  const page = await openMap();
  const count = async () => parseInt(await page.locator("[data-control=count]").textContent(), 10);
  const all = await count();
  await page.getByLabel("Key people", { exact: true }).check();
  const key = await count();
  assert.ok(key < all);
  await page.getByLabel("Key people", { exact: true }).uncheck();
  await page.locator("#map-warmth").selectOption("4");
  assert.ok((await count()) < all);
  await page.locator("#map-warmth").selectOption("");
  for (const [by, expected] of [["country", null], ["department", "Operations"], ["group", "Colleagues"]]) {
    await page.locator("#map-colour").selectOption(by);
    const legend = page.locator(".legend.colours span");
    const marks = await legend.evaluateAll((all) => all.map((e) => getComputedStyle(e, "::before").content));
    assert.ok(marks.length > 1 && new Set(marks).size === marks.length, `each its own: ${marks}`);
    const told = await legend.allTextContents();
    if (expected) assert.ok(told.some((entry) => entry.startsWith(`${expected} `)), `${by}: ${told}`);
    const shown = told.reduce((sum, entry) => sum + Number(entry.match(/([\d,.]+)$/)[1].replace(/\D/g, "")), 0);
    assert.equal(shown, all, `everyone has a mark by ${by}: ${told}`);
  }
  await page.locator("#map-quarter").fill("2");
  assert.match(await page.locator("[data-control=when]").textContent(), /^Q[1-4] \d{4}$/);
  assert.equal(await count(), all, "everyone stays");
  assert.deepEqual(page.problems, []);
  await closePage(page);
});

test("names never lie on one another", async () => {
  const page = await openMap();
  for (const press of ["0", "+", "+", "+"]) {
    await page.getByRole("application").press(press);
    await page.waitForTimeout(400);
    await page.evaluate(async () => {
      await document.fonts.ready;
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    });
    const boxes = await page.locator(".labels span:not([hidden])").evaluateAll((all) => all.map((e) => ({ name: e.textContent, ...e.getBoundingClientRect().toJSON() })));
    assert.ok(boxes.length > 3);
    const over = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
    const found = boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => over(a, b)).map((b) => `${a.name} and ${b.name}`));
    assert.deepEqual(found, []);
  }
  await closePage(page);
});

test("it is taken along as a picture and as a graph", async () => {
  const page = await openMap();
  const [png] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "PNG" }).click()]);
  assert.equal(png.suggestedFilename(), "map.png");
  for (const [name, begins] of [
    ["SVG", "<svg"],
    ["GraphML", "<?xml"],
    ["GEXF", "<?xml"],
  ]) {
    const address = await page.getByRole("link", { name, exact: true }).getAttribute("href");
    const answer = await page.request.get(address);
    assert.ok((await answer.text()).startsWith(begins), name);
    assert.match(answer.headers()["content-disposition"], /^attachment/);
  }
  assert.deepEqual(page.problems, []);
  await closePage(page);
});

test("on a phone and without a script the same people stand in the table", async () => {
  const phone = await openMap({ size: PHONE, thumb: true });
  assert.deepEqual(await axeFindings(phone), []);
  await phone.getByRole("link", { name: "As a table" }).click();
  assert.ok(await phone.locator("section[aria-labelledby=everyone] tbody tr").first().isVisible());
  await closePage(phone);
  const page = await openPage(browser, server, { script: false });
  await page.goto("/map");
  assert.ok(await page.locator("svg.net").isVisible());
  assert.ok(await page.locator(".maptools").isHidden());
  assert.ok((await page.locator("section[aria-labelledby=everyone] tbody tr").count()) > 3);
  await closePage(page);
});
