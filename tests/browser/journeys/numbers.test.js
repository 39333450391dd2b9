// How good the numbers are: judged in the background, the constants gone back from and to; "are these right?" by key and by hand.
import assert from "node:assert/strict";
import { after, test } from "node:test";

import { openBrowser } from "../lib/browser.js";
import { demoServer } from "../lib/server.js";
import { eventually, journey, made, press, undo } from "../lib/steps.js";

const browser = await openBrowser();
const server = await demoServer();
after(() => Promise.all([browser.close(), server.stop()]));

test("Today asks once a quarter, after the key people, and not again when told so", () =>
  journey(browser, server, {}, async (page) => {
    await page.goto("/people/key");
    await press(page, "j", "y");
    await page.locator("#toasts .toast button").waitFor();
    await page.goto("/");
    const asked = page.locator("section[aria-labelledby='asked']");
    assert.match(await asked.innerText(), /\d+ people to ask you about this quarter/);
    await asked.getByRole("button", { name: "Not this quarter" }).click();
    await eventually(async () => (await asked.count()) === 0, "it asks no more");
    await undo(page);
    await page.goto("/");
    await asked.getByRole("link", { name: "Answer" }).click();
    await page.getByRole("heading", { level: 1, name: "Are these right?" }).waitFor();
  }));

for (const script of [true, false]) {
  const how = script ? "with" : "without";
  test(`the constants are gone back from and to, ${how} a script`, () =>
    journey(browser, server, { script }, async (page) => {
      await page.goto("/settings/numbers");
      await made(page, { script });
      await page.getByText(/^In use since/).waitFor();
      await page.getByRole("button", { name: "Use those it came with" }).click();
      await page.getByText("because you said so").first().waitFor();
      await page.getByRole("button", { name: "Undo" }).first().click();
      await page.getByText(/taken back:/i).first().waitFor();
      await page.goto("/settings/numbers");
      await page.getByText(/^In use since/).waitFor();
    }));

  test(`twenty people are asked about, one at a time, ${how} a script`, () =>
    journey(browser, server, { script }, async (page) => {
      await page.goto("/settings/numbers/sample");
      const begin = page.getByRole("button", { name: "Begin" });
      if (await begin.count()) await begin.click();
      const progress = page.locator("#asked .note");
      const before = await progress.textContent();
      if (script) await page.keyboard.press("2");
      else await page.getByRole("button", { name: "Too high" }).click();
      await page.waitForFunction((was) => document.querySelector("#asked .note")?.textContent !== was, before);
      await page.getByRole("button", { name: "Undo" }).first().click();
      await page.waitForFunction((was) => document.querySelector("#asked .note")?.textContent === was, before);
      await page.getByRole("button", { name: "Right", exact: true }).click();
      await page.waitForFunction((was) => document.querySelector("#asked .note")?.textContent !== was, before);
      await page.goto("/settings/numbers");
      assert.match(await page.locator("main").textContent(), /[12] of 20 answered: [12] right, 0 too high/);
    }));
}
