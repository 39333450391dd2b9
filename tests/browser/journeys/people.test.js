// The list of people: sorted and filtered by keyboard only, on a phone, and without a script; changes to many; names.
import assert from "node:assert/strict";
import { after, test } from "node:test";

import { PHONE, openBrowser } from "../lib/browser.js";
import { NAMES } from "../lib/letters.js";
import { namesServer } from "../lib/server.js";
import { eventually, journey, place, press, toast, undo } from "../lib/steps.js";

const browser = await openBrowser();
const server = await namesServer();
after(() => Promise.all([browser.close(), server.stop()]));

const names = (page) => page.locator("#found tbody a.name").allInnerTexts();
const sorted = (page) => page.locator("th[aria-sort]");
const tags = (page) => page.locator("#found tbody .tag").count();

/** Presses Tab until something that fits has the focus. */
async function tabTo(page, selector) {
  for (let presses = 0; presses < 60; presses++) {
    await press(page, "Tab");
    if (await page.evaluate((fits) => document.activeElement.matches(fits), selector)) return;
  }
  throw new Error(`${selector} cannot be reached with Tab`);
}

test("by keyboard: searched, sorted by a column, turned round, narrowed down, opened", () =>
  journey(browser, server, {}, async (page) => {
    await page.goto("/people");
    const before = await names(page);
    await press(page, "/");
    await page.keyboard.type("malvento");
    await eventually(() => page.url().includes("q=malvento"), "the search stands in the address");
    await tabTo(page, "th a[href*=closeness]");
    await press(page, "Enter");
    await eventually(() => page.url().includes("closeness"), "the order stands in the address");
    await eventually(async () => (await sorted(page).getAttribute("aria-sort")) === "descending", "sorted by closeness");
    const descending = await names(page);
    assert.notDeepEqual(descending, before);
    assert.equal(await page.evaluate(() => document.activeElement.closest("th")?.ariaSort), "descending");
    await press(page, "Enter");
    await eventually(async () => (await sorted(page).getAttribute("aria-sort")) === "ascending", "turned round");
    assert.notDeepEqual(await names(page), descending);
    assert.ok(page.url().includes("q=malvento"), "the search is kept");
    await page.locator("select[name=warmth]").focus();
    await page.keyboard.type("L");
    await eventually(() => page.url().includes("warmth=lively"), "the band stands in the address");
    const expected = await names(page);
    await page.reload();
    assert.deepEqual(await names(page), expected);
    await press(page, "j", "j", "k", "Enter");
    await page.waitForURL(/\/people\/[^?]+$/);
  }));

test("Back leads to the list as it was", () =>
  journey(browser, server, {}, async (page) => {
    await page.goto("/people");
    await page.getByRole("searchbox").fill("halyna savchuk");
    await eventually(async () => (await names(page)).length === 1, "one person is left");
    await page.locator("#found a.name").click();
    await page.waitForURL(/\/people\/halyna-savchuk/);
    await page.goBack();
    await eventually(async () => (await names(page)).length === 1, "one person is there again");
    assert.equal(await page.getByRole("searchbox").inputValue(), "halyna savchuk");
  }));

test("on a phone: searched and narrowed down by thumb", () =>
  journey(browser, server, { size: PHONE, thumb: true }, async (page) => {
    await page.goto("/people");
    await page.getByRole("searchbox").tap();
    await page.keyboard.type("kow");
    await eventually(() => page.url().includes("q=kow"), "the search stands in the address");
    await eventually(async () => (await names(page)).every((name) => /kow/i.test(name)), "all are found by name");
    await page.locator("#found a.name").first().tap();
    await page.waitForURL(/\/people\/[^?]+$/);
  }));

test("on a phone: people are selected by thumb and changed at once", () =>
  journey(browser, server, { size: PHONE, thumb: true }, async (page) => {
    await page.goto("/people?sort=name&q=kow");
    const before = await tags(page);
    const boxes = page.locator("#found tbody .pick");
    for (const row of [0, 1]) await boxes.nth(row).tap();
    const { width, height } = await boxes.first().boundingBox();
    assert.ok(width >= 40 && height >= 40, `a thumb has ${width} × ${height} px`);
    await page.locator(".bulk", { hasText: "selected" }).waitFor();
    const bar = await page.locator(".bulk").boundingBox();
    const { y: sections } = await page.locator(".sections").boundingBox();
    assert.ok(bar.y + bar.height <= sections, "the bar stands above the sections");
    await page.locator(".bulk button", { hasText: /^Key$/ }).tap();
    await eventually(async () => (await tags(page)) === before + 2, "two are key");
    await undo(page);
    await eventually(async () => (await tags(page)) === before, "none of them is key");
    await boxes.first().tap();
    await page.locator(".bulk [data-check-all]").tap();
    assert.equal(await page.locator("#found :checked").count(), await boxes.count());
    await page.locator(".bulk button[type=reset]").tap();
    await page.locator(".bulk").waitFor({ state: "hidden" });
  }));

test("without a script: a form and links", () =>
  journey(browser, server, { script: false }, async (page) => {
    await page.goto("/people");
    await page.getByRole("searchbox").fill("kow");
    await page.locator("#filters button").click();
    assert.match(place(page), /q=kow/);
    await page.locator("th a[href*='sort=name'], th a[href*='sort=-name']").first().click();
    assert.match(place(page), /q=kow.*sort=-?name/);
    assert.equal(await sorted(page).count(), 1);
    await page.goto("/people");
    const first = await names(page);
    await page.locator(".listfoot a").last().click();
    assert.match(place(page), /page=2/);
    assert.notDeepEqual(await names(page), first);
  }));

test("a search that finds nobody says so, and clears", () =>
  journey(browser, server, {}, async (page) => {
    await page.goto("/people");
    await page.getByRole("searchbox").fill("qqqqqq");
    await page.locator("#found .empty").waitFor();
    await page.locator("#found .empty a").last().click();
    await eventually(async () => (await names(page)).length > 10, "everyone is back");
  }));

for (const script of [true, false]) {
  test(`many are changed at once and taken back at once, ${script ? "with" : "without"} a script`, () =>
    journey(browser, server, { script }, async (page) => {
      await page.goto("/people?sort=name");
      const before = await tags(page);
      for (const row of [0, 1, 2]) await page.locator("#found tbody input[type=checkbox]").nth(row).check();
      await page.locator(".bulk button", { hasText: /^Key$/ }).click();
      await eventually(async () => (await tags(page)) === before + 3, "three are key");
      if (script) await undo(page);
      else await page.locator("#toasts .toast button").last().click();
      await eventually(async () => (await tags(page)) === before, "none of them is key");
    }));
}

test("somebody is added by hand and found", () =>
  journey(browser, server, {}, async (page) => {
    await page.goto("/people");
    await page.locator(".pagehead .btn.primary").click();
    await page.getByLabel("Name", { exact: true }).fill("Þórhildur Ægisdóttir");
    await page.getByLabel("Organization").fill("Hafnarbær ehf.");
    await press(page, "Enter");
    await page.waitForURL(/\/people\/thorhildur/);
    await toast(page, "Þórhildur");
    await page.goto("/people?q=thorhildur");
    assert.deepEqual(await names(page), ["Þórhildur Ægisdóttir"]);
  }));

test("names of all scripts and lengths are found and shown whole", () =>
  journey(browser, server, { size: { width: 320, height: 700 } }, async (page) => {
    for (const { name } of Object.values(NAMES)) {
      await page.goto(`/people?q=${encodeURIComponent(name.split(" ")[0])}`);
      const link = page.locator("#found a.name", { hasText: name }).first();
      const { x, width } = await link.boundingBox();
      assert.ok(x >= 0 && x + width <= 320, `${name} stands from ${x} to ${x + width}`);
      await link.click();
      await page.waitForURL(/\/people\/[^?]+$/);
      await page.getByRole("heading", { level: 1, name }).waitFor();
    }
  }));

test("names say their language and direction", () =>
  journey(browser, server, {}, async (page) => {
    await page.goto(`/people?q=${encodeURIComponent("الخطيب")}`);
    const arabic = page.locator("#found a.name bdi, #found bdi.native").first();
    assert.deepEqual(await arabic.evaluate(({ lang, dir }) => [lang, dir]), ["ar", "rtl"]);
  }));

for (const script of [true, false]) {
  const how = script ? "with the script" : "without a script";
  test(`${how}: the industry of an organization is said, counts for its people, and is taken back`, () =>
    journey(browser, server, { script }, async (page) => {
      await page.goto("/organizations?industry=unknown");
      const organization = page.locator("tbody a.name").first();
      const href = await organization.getAttribute("href");
      const people = Number((await page.locator("tbody tr td.f2").first().innerText()).match(/\d+/)[0]);
      await organization.click();
      await page.locator("select[name=value]").selectOption("manufacturing");
      await page.locator("form.noteform button").click();
      const known = page.locator("section", { has: page.locator("#industry") });
      await eventually(async () => /by you/.test(await known.innerText()), "the page says who says it");
      await toast(page, /is in manufacturing/);
      await known.getByRole("link", { name: "Manufacturing" }).click();
      await page.waitForURL("**/people?industry=manufacturing");
      assert.equal(await page.locator("#found tbody tr").count(), people);
      await page.goto(href);
      await known.locator("summary").click();
      await page.locator("select[name=value]").selectOption("");
      await page.locator("form.noteform button").click();
      await eventually(async () => !/by you/.test(await known.innerText()), "nothing says it any more");
    }));
}
