// Signing in by another service, against a certified one on this machine.
import assert from "node:assert/strict";
import { after, afterEach, test } from "node:test";

import { openBrowser } from "../lib/browser.js";
import { openidService } from "../lib/openid.js";
import { becomeOwner, OWNER } from "../lib/owner.js";
import { closedServer } from "../lib/server.js";
import { journey } from "../lib/steps.js";

const browser = await openBrowser();
let stops = [];
afterEach(async () => {
  await Promise.all(stops.map((one) => one.stop()));
  stops = [];
});
after(() => browser.close());

const PEOPLE = {
  marit: { email: OWNER.login, name: OWNER.name },
  stranger: { email: "stranger@elsewhere.example", name: "Somebody Else" },
  newcomer: { email: "jonas@brennhold.example", name: "Jonas Brekke" },
};
// The pages of the service are not ours to judge, nor are the fonts they would fetch.
const ELSEWHERE = {
  expected: (problem) => ["127.0.0.1", "fonts.googleapis.com", "422", "Failed to load resource"].some((part) => problem.includes(part)),
};

async function both(more) {
  const service = await openidService();
  const server = await closedServer(service.settings(more));
  await service.serves(server, PEOPLE);
  stops = [service, server];
  return server;
}

/** Says at the service who one is, and agrees to what it asks. */
async function comeAs(page, who) {
  await page.locator("input[name=login]").fill(who);
  await page.locator("input[name=password]").fill("any");
  await page.locator("[type=submit]").click();
  await page.locator("[type=submit]").click();
}

async function signInAs(page, who) {
  await page.context().clearCookies();
  await page.goto("/people?sort=name");
  await page.getByRole("link", { name: "Sign in with Halden ID" }).click();
  await comeAs(page, who);
}

test("the account with the mail address is linked where the settings allow it, and nobody else comes in", async () => {
  const server = await both("links_by_mail = true");
  await journey(browser, server, ELSEWHERE, async (page) => {
    await becomeOwner(page);
    await signInAs(page, "marit");
    await page.waitForURL("**/people?sort=name");
    await page.goto("/settings/passkeys");
    assert.match(await page.locator("#service").innerText(), /You can sign in with your account of Halden ID/);
    await signInAs(page, "stranger");
    await page.getByText("nobody here belongs to this account").waitFor();
  });
});

test("an account is linked by hand, and parted again, by whoever is signed in", async () => {
  const server = await both("");
  await journey(browser, server, ELSEWHERE, async (page) => {
    await becomeOwner(page);
    await page.goto("/settings/passkeys");
    await page.getByRole("button", { name: "Link your account of Halden ID" }).click();
    await page.getByRole("link", { name: "Go on to Halden ID" }).click();
    await comeAs(page, "marit");
    await page.waitForURL("**/settings/passkeys");
    await signInAs(page, "marit");
    await page.waitForURL("**/people?sort=name");
    await page.goto("/settings/passkeys");
    await page.getByRole("button", { name: "Unlink your account of Halden ID" }).click();
    await page.getByRole("button", { name: "Link your account of Halden ID", exact: true }).waitFor();
    await signInAs(page, "marit");
    await page.getByText("nobody here belongs to this account").waitFor();
  });
});

test("newcomers of an allowed domain get an account where the settings allow it", async () => {
  const server = await both('makes_accounts = true\nallowed_domains = ["brennhold.example"]');
  await journey(browser, server, ELSEWHERE, async (page) => {
    await becomeOwner(page);
    await signInAs(page, "newcomer");
    await page.waitForURL("**/people?sort=name");
    await page.goto("/settings/account");
    await page.getByText("jonas@brennhold.example").first().waitFor();
    await signInAs(page, "stranger");
    await page.getByText("of that domain do not sign in here").waitFor();
  });
});
