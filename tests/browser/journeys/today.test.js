// The daily practice: who is on the list leaves it by an act, and an undo brings them back.
import assert from "node:assert/strict";
import { after, test } from "node:test";

import { LAPTOP, PHONE, openBrowser } from "../lib/browser.js";
import { demoServer } from "../lib/server.js";
import { eventually, journey, press, scrollTo, undo } from "../lib/steps.js";

const browser = await openBrowser();
const server = await demoServer();
after(() => Promise.all([browser.close(), server.stop()]));

const people = (page) => page.locator(".story a.name").allInnerTexts();
const isGone = async (page, name) => {
  const names = await people(page);
  return names.length > 0 && !names.includes(name);
};
const first = (page) => page.locator(".story").first();

for (const [on, options] of [
  ["laptop", { size: LAPTOP }],
  ["phone", { size: PHONE, thumb: true }],
]) {
  test(`on a ${on}: a call is logged at once, the person is gone from Today, and undo brings them back`, () =>
    journey(browser, server, options, async (page) => {
      await page.goto("/");
      const before = await people(page);
      const menu = first(page).locator("details.menu", { has: page.locator("button[value=call]") });
      await scrollTo(page, menu.locator("summary"));
      await menu.locator("summary").click();
      await menu.locator("button[value=call]").click();
      await eventually(() => isGone(page, before[0]), `${before[0]} is gone`);
      await page.goto("/");
      assert.ok(!(await people(page)).includes(before[0]));
      await press(page, "z");
      await eventually(async () => (await people(page))[0] === before[0], `${before[0]} is back`);
      assert.deepEqual(await people(page), before);
    }));
}

test("from Today to the person, a call is logged there: gone from Today, and back by undo", () =>
  journey(browser, server, {}, async (page) => {
    await page.goto("/");
    const [name] = await people(page);
    await first(page).locator("a.name").click();
    await page.waitForURL(/\/people\/[^?]+$/);
    await page.getByRole("heading", { level: 1, name }).waitFor();
    const form = page.locator("#log form");
    await form.locator("[name=kind][value=call]").check({ force: true });
    await form.getByRole("textbox").last().fill("about pumps");
    await form.locator("button.primary").click();
    await page.locator("#toasts .toast button").waitFor();
    await page.goto("/");
    assert.ok(await isGone(page, name));
    await press(page, "z");
    await eventually(async () => (await people(page))[0] === name, `${name} is back`);
  }));

test("later and not this person take somebody off the list, with undo", () =>
  journey(browser, server, {}, async (page) => {
    await page.goto("/");
    for (const choice of ["button[name=until]", "button[name=why]"]) {
      const before = await people(page);
      const menu = first(page).locator("details.menu", { has: page.locator(choice) });
      await menu.locator("summary").click();
      assert.equal(await menu.locator(choice).count(), 3);
      await menu.locator(choice).first().click();
      await eventually(() => isGone(page, before[0]), `${before[0]} is gone`);
      await undo(page);
      await eventually(async () => (await people(page))[0] === before[0], `${before[0]} is back`);
    }
  }));

test("by keyboard: walked with J and K, put off with R, and the focus goes on to the next person", () =>
  journey(browser, server, {}, async (page) => {
    await page.goto("/");
    const [one, two] = await people(page);
    await press(page, "j", "j", "k", "r", "Tab", "Enter");
    await eventually(() => isGone(page, one), `${one} is gone`);
    const focused = () => page.evaluate(() => document.activeElement.closest(".story")?.querySelector("a.name").innerText);
    await eventually(async () => (await focused()) === two, `the focus is with ${two}`);
    await press(page, "z");
    await eventually(async () => (await people(page))[0] === one, `${one} is back`);
  }));

test("without a script: later, and undo from the toast", () =>
  journey(browser, server, { script: false }, async (page) => {
    await page.goto("/");
    const before = await people(page);
    const menu = first(page).locator("details.menu", { has: page.locator("button[name=until]") });
    await menu.locator("summary").click();
    await menu.locator("button[name=until]").first().click();
    await page.locator("#toasts .toast button").waitFor();
    assert.ok(!(await people(page)).includes(before[0]));
    await page.locator("#toasts .toast button").click();
    await page.locator("#toasts .toast", { hasText: "taken back" }).waitFor();
    assert.deepEqual(await people(page), before);
  }));

test("the first screen of a phone holds the headline and the first person whole", () =>
  journey(browser, server, { size: PHONE, thumb: true }, async (page) => {
    await page.goto("/");
    const { y: top } = await page.locator(".sections").boundingBox();
    for (const part of ["h1", ".story.lead .actions"]) {
      const { y, height } = await page.locator(part).first().boundingBox();
      assert.ok(y + height <= top, `${part} ends at ${y + height}, the bar begins at ${top}`);
    }
  }));
