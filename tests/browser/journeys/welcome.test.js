// The first day: an empty instance offers three ways to begin.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test, after } from "node:test";

import { PHONE, openBrowser } from "../lib/browser.js";
import { emptyServer } from "../lib/server.js";
import { eventually, journey, place } from "../lib/steps.js";

const browser = await openBrowser();
let server;
beforeEach(async () => {
  server = await emptyServer();
});
afterEach(() => server.stop());
after(() => browser.close());

test("the sample network is one click away, then key people and Today", () =>
  journey(browser, server, {}, async (page) => {
    await page.goto("/");
    assert.equal(place(page), "/welcome");
    await page.locator("form[action='/welcome/sample'] button").click();
    await page.locator(".story").first().waitFor({ timeout: 90_000 });
    assert.equal(place(page), "/");
    await page.locator("a[href='/people/key']").first().click();
    await page.locator("ol.proposals > li").first().waitFor();
    await page.goto("/welcome");
    assert.equal(place(page), "/", "the welcome is shown once");
  }));

for (const script of [true, false]) {
  test(`twelve people can be named, ${script ? "by thumb" : "without a script"}`, () =>
    journey(browser, server, { script, size: PHONE, thumb: true }, async (page) => {
      await page.goto("/welcome/twelve");
      await page.locator("#me").fill("Ines Moreau");
      await page.locator("#address").fill("ines@moreau.example");
      for (const [at, name] of ["渡辺 恵子", "نور الخطيب", "Jürgen Weiß"].entries()) {
        await page.locator(`#name-${at + 1}`).fill(name);
        await page.locator(`#how-${at + 1}`).fill("from the board");
      }
      await page.locator("#name-3").press("Enter");
      await eventually(() => place(page) !== "/welcome/twelve", "the names are taken");
      await page.goto("/people");
      const names = await page.locator("#found a.name").allInnerTexts();
      assert.deepEqual(names.sort(), ["Jürgen Weiß", "نور الخطيب", "渡辺 恵子"].sort());
    }));
}
