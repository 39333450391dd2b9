// Colleague mode: a colleague's page says why there is no warmth, the mode is switched off and taken back.
import { after, test } from "node:test";

import { openBrowser } from "../lib/browser.js";
import { demoServer } from "../lib/server.js";
import { journey, scrollTo } from "../lib/steps.js";

const browser = await openBrowser();
const server = await demoServer();
after(() => Promise.all([browser.close(), server.stop()]));

for (const script of [true, false]) {
  test(`who administers switches colleague mode off and back, ${script ? "with" : "without"} a script`, () =>
    journey(browser, server, { script }, async (page) => {
      await page.goto("/people?list=inside&sort=-closeness");
      await page.locator("#found tbody a.name").first().click();
      await page.getByText("Not told of colleagues: colleague mode is on.").waitFor();
      const colleague = page.url();
      await page.getByRole("link", { name: "Why?" }).click();
      await page.getByRole("heading", { name: "Colleagues", exact: true }).waitFor();
      await scrollTo(page, page.getByRole("button", { name: "Switch colleague mode off" }));
      await page.getByRole("button", { name: "Switch colleague mode off" }).click();
      await page.getByText("Colleague mode is off:").waitFor();
      await page.goto(colleague);
      await page.getByText("Bands are fixed at 20, 40, 60 and 80.").waitFor();
      await page.goto("/settings/colleagues");
      await page.getByRole("button", { name: "Switch colleague mode on" }).click();
      await page.getByText("Colleague mode is on.", { exact: true }).waitFor();
      await page.getByRole("button", { name: "Undo" }).first().click();
      await page.getByText(/taken back:/i).first().waitFor();
      await page.goto("/settings/colleagues");
      await page.getByText("Colleague mode is off:").waitFor();
      await page.getByRole("button", { name: "Switch colleague mode on" }).click();
      await page.goto(colleague);
      await page.getByText("Not told of colleagues: colleague mode is on.").waitFor();
    }));
}

test("the papers are there as text", () =>
  journey(browser, server, {}, async (page) => {
    await page.goto("/settings/colleagues");
    await page.getByRole("link", { name: "Works agreement" }).click();
    await page.getByText("Works agreement on the use of Kith").waitFor();
  }));
