// The door: the first start makes the owner, a second factor is turned on, one signs out and in again.
import assert from "node:assert/strict";
import { after, afterEach, beforeEach, test } from "node:test";

import { PHONE, openBrowser } from "../lib/browser.js";
import { becomeOwner, codeOf, signIn } from "../lib/owner.js";
import { closedServer } from "../lib/server.js";
import { journey, place } from "../lib/steps.js";

const browser = await openBrowser();
let server;
beforeEach(async () => {
  server = await closedServer();
});
afterEach(() => server.stop());
after(() => browser.close());

for (const script of [true, false]) {
  test(`from the first start to signing in again, ${script ? "with a script" : "by thumb, without one"}`, () =>
    journey(browser, server, script ? {} : { script, size: PHONE, thumb: true }, async (page) => {
      await becomeOwner(page);
      const secret = await page.locator("code.secret").innerText();
      await page.locator("#code").fill(codeOf(secret));
      await page.locator("form.door button").click();
      await page.locator("ol.codes li").first().waitFor();
      const recovery = await page.locator("ol.codes code").allInnerTexts();
      assert.equal(recovery.length, 10);
      await page.locator("a.btn.primary").click();
      await page.waitForURL("**/welcome");

      await page.goto("/people");
      await page.locator("details.account summary").click();
      await page.locator("form[action='/sign-out'] button").click();
      await page.waitForURL("**/sign-in");
      await page.goto("/people?sort=name");
      assert.equal(place(page).split("?")[0], "/sign-in");
      await signIn(page);
      await page.locator("#code").fill(codeOf(secret, 1));
      await page.locator("form.door button").click();
      await page.waitForURL("**/people?sort=name");

      await page.goto("/settings/account");
      assert.match(await page.locator("#second-factor").innerText(), /It is on\. 10 recovery codes/);
      assert.equal(await page.locator("#sessions tbody tr").count(), 1);
    }));
}

test("a wrong password is said at its field and keeps the address", () =>
  journey(browser, server, { expected: (problem) => problem.includes("422") }, async (page) => {
    await becomeOwner(page);
    await page.context().clearCookies();
    await page.goto("/sign-in");
    await page.locator("#login").fill("marit@brennhold.example");
    await page.locator("#password").fill("wrong wrong wrong");
    await page.locator("form.door button").click();
    await page.locator("#password-wrong").waitFor();
    assert.match(await page.locator("#password-wrong").innerText(), /4 tries left/);
    assert.equal(await page.locator("#login").inputValue(), "marit@brennhold.example");
    assert.equal(await page.locator("#password").getAttribute("aria-invalid"), "true");
  }));
