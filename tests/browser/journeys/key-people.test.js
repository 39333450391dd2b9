// Key people: a yes or a no to each of the proposed, by key, by thumb, and without a script.
import assert from "node:assert/strict";
import { after, test } from "node:test";

import { PHONE, openBrowser } from "../lib/browser.js";
import { demoServer } from "../lib/server.js";
import { eventually, journey, press, undo } from "../lib/steps.js";

const browser = await openBrowser();
const server = await demoServer();
after(() => Promise.all([browser.close(), server.stop()]));

const waiting = (page) => page.locator("ol.proposals > li a.name").allInnerTexts();
const confirmed = (page) => page.locator("ul.named a.name").allInnerTexts();

test("Y and N answer one after the other, and undo takes an answer back", () =>
  journey(browser, server, {}, async (page) => {
    await page.goto("/people/key");
    const [first, second, third] = await waiting(page);
    await press(page, "j", "y");
    await eventually(async () => (await confirmed(page)).includes(first), `${first} is a key person`);
    await eventually(async () => (await waiting(page))[0] === second, `${second} is next`);
    await press(page, "n");
    await eventually(async () => (await waiting(page))[0] === third, `${third} is next`);
    await undo(page);
    await eventually(async () => (await waiting(page))[0] === second, `${second} waits again`);
    assert.ok((await confirmed(page)).includes(first));
  }));

test("a thumb answers", () =>
  journey(browser, server, { size: PHONE, thumb: true }, async (page) => {
    await page.goto("/people/key");
    const [first] = await waiting(page);
    const button = page.locator("ol.proposals > li").first().getByRole("button", { name: /^Key/ });
    const { height } = await button.boundingBox();
    assert.ok(height >= 36, `the button is ${height} px high`);
    await button.tap();
    await eventually(async () => (await confirmed(page)).includes(first), `${first} is a key person`);
  }));

test("without a script each answer brings the page again", () =>
  journey(browser, server, { script: false }, async (page) => {
    await page.goto("/people/key");
    const [first] = await waiting(page);
    await page.locator("ol.proposals > li button").first().click();
    await page.waitForLoadState();
    assert.ok((await confirmed(page)).includes(first));
    assert.ok(!(await waiting(page)).includes(first));
  }));
