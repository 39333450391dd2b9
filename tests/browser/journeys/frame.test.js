// The frame around every page: skip link, palette, keys, theme, and what is nowhere.
import assert from "node:assert/strict";
import { after, test } from "node:test";

import { PHONE, openBrowser } from "../lib/browser.js";
import { demoServer } from "../lib/server.js";
import { eventually, journey, place, press } from "../lib/steps.js";

const browser = await openBrowser();
const server = await demoServer();
after(() => Promise.all([browser.close(), server.stop()]));

const NO_SCRIPT = { script: false };

test("the first tab stop leads to what the page is about", () =>
  journey(browser, server, {}, async (page) => {
    await page.goto("/");
    await press(page, "Tab", "Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  }));

test("an address that is nowhere leads back to Today", () =>
  journey(browser, server, { expected: (problem) => problem.includes("404") }, async (page) => {
    const answer = await page.goto("/nowhere");
    assert.equal(answer.status(), 404);
    await page.locator("main .btn.primary").click();
    assert.equal(place(page), "/");
  }));

test("the palette finds a person by a few letters and opens their page", () =>
  journey(browser, server, {}, async (page) => {
    await page.goto("/");
    await press(page, "Control+k");
    const field = page.getByRole("combobox");
    await field.waitFor();
    await page.keyboard.type("halyna");
    const option = page.getByRole("option", { selected: true, name: /Halyna/ });
    await option.waitFor();
    await press(page, "Enter");
    await page.waitForURL(/\/people\/halyna/);
  }));

test("Escape closes the palette and gives the focus back", () =>
  journey(browser, server, {}, async (page) => {
    await page.goto("/");
    await page.locator(".masthead .find").focus();
    await press(page, "Enter");
    await page.getByRole("combobox").waitFor();
    await press(page, "Escape");
    await page.getByRole("combobox").waitFor({ state: "detached" }).catch(() => {});
    assert.equal(await page.locator("#palette").evaluate((dialog) => dialog.open), false);
    assert.equal(await page.evaluate(() => document.activeElement.matches(".find")), true);
  }));

test("G and a letter go places, ? lists the keys, and fields keep their letters", () =>
  journey(browser, server, {}, async (page) => {
    await page.goto("/");
    await press(page, "g", "p");
    await page.waitForURL("**/people");
    await press(page, "?");
    await page.getByRole("dialog").getByText("Undo the last act").waitFor();
    await press(page, "Escape", "g", "t");
    await page.waitForURL((url) => url.pathname === "/");
    await press(page, "Control+k");
    await page.getByRole("combobox").waitFor();
    await press(page, "g", "p");
    assert.equal(place(page), "/");
  }));

test("the theme that is chosen is kept", () =>
  journey(browser, server, {}, async (page) => {
    const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
    const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    await page.goto("/");
    const light = await paper();
    await press(page, "Control+k");
    await page.getByRole("combobox").waitFor();
    await page.keyboard.type(">dark");
    await page.getByRole("option", { selected: true, name: /dark/i }).waitFor();
    await press(page, "Enter");
    await eventually(async () => (await theme()) === "dark", "the theme is dark");
    assert.notEqual(await paper(), light);
    await page.goto("/people");
    assert.equal(await theme(), "dark");
  }));

test("without a script the search is a page of links", () =>
  journey(browser, server, { ...NO_SCRIPT, size: PHONE, thumb: true }, async (page) => {
    await page.goto("/");
    await page.locator(".masthead .find").tap();
    await page.waitForURL("**/find");
    await page.getByRole("searchbox").fill("halyna");
    await page.getByRole("searchbox").press("Enter");
    await page.getByRole("link", { name: /Halyna/ }).first().tap();
    await page.waitForURL(/\/people\/halyna/);
  }));
