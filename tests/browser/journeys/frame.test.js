// The frame around every page: skip link, theme, what is nowhere.
import assert from "node:assert/strict";
import { after, test } from "node:test";

import { closePage, openBrowser, openPage } from "../lib/browser.js";
import { demoServer } from "../lib/server.js";

const browser = await openBrowser();
const server = await demoServer();
after(() => Promise.all([browser.close(), server.stop()]));

test("the first tab stop leads to what the page is about", async () => {
  const page = await openPage(browser, server);
  await page.goto("/");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  assert.deepEqual(page.problems, []);
  await closePage(page);
});

test("an address that is nowhere leads back to Today", async () => {
  const page = await openPage(browser, server, { expected: (problem) => problem.includes("404") });
  const answer = await page.goto("/nowhere");
  assert.equal(answer.status(), 404);
  await page.locator("main .btn.primary").click();
  assert.equal(new URL(page.url()).pathname, "/");
  assert.deepEqual(page.problems, []);
  await closePage(page);
});
