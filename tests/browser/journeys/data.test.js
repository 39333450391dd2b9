// Backups: made on the page and restored on trial, at their time by themselves, and without a script.
import { after, test } from "node:test";

import { openBrowser } from "../lib/browser.js";
import { emptyServer } from "../lib/server.js";
import { journey, scrollTo } from "../lib/steps.js";

const browser = await openBrowser();
const server = await emptyServer();
after(() => Promise.all([browser.close(), server.stop()]));

test("a backup is made while the page waits, and was tried", () =>
  journey(browser, server, {}, async (page) => {
    await page.goto("/settings");
    await page.getByRole("link", { name: "When they are made, and how to go back" }).click();
    await page.getByText("None was made here yet.").waitFor();
    await page.getByRole("button", { name: "Make a backup now" }).click();
    await page.getByText("Restored into a throw-away place and compared: no difference").waitFor({ timeout: 60_000 });
  }));

for (const script of [true, false]) {
  test(`a schedule is set and taken back, ${script ? "with" : "without"} a script`, () =>
    journey(browser, server, { script }, async (page) => {
      await page.goto("/settings/data");
      await page.getByLabel("How often").selectOption("Every day");
      await page.getByLabel("At", { exact: true }).selectOption("04:00");
      await scrollTo(page, page.getByRole("button", { name: "Save" }));
      await page.getByRole("button", { name: "Save" }).click();
      await page.getByText("backups set to every day at 4:00").first().waitFor();
      await page.getByText(/, 04:00$/).first().waitFor();
      await page.getByRole("button", { name: "Undo" }).first().click();
      await page.getByText(/taken back: backups set/i).first().waitFor();
      await page.goto("/settings/data");
      await page.getByText("None is planned. Set a time below.").waitFor();
    }));
}
