// Passkeys, with the virtual authenticator of Chromium: one is made, signs in, and is removed.
import assert from "node:assert/strict";
import { after, afterEach, beforeEach, test } from "node:test";

import { openBrowser } from "../lib/browser.js";
import { becomeOwner } from "../lib/owner.js";
import { closedServer } from "../lib/server.js";
import { journey } from "../lib/steps.js";

const browser = await openBrowser();
let server;
beforeEach(async () => {
  server = await closedServer();
});
afterEach(() => server.stop());
after(() => browser.close());

/** Gives a page a device that knows its owner, and what can be asked of it. */
async function device(page, { isUserVerified = true } = {}) {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified,
      automaticPresenceSimulation: true,
    },
  });
  return { credentials: () => session.send("WebAuthn.getCredentials", { authenticatorId }) };
}

const SIGN_IN = "form[action='/sign-in/passkey'] button";

async function makePasskey(page) {
  await page.goto("/settings/passkeys");
  await page.locator("#passkey-name").fill("Laptop");
  await page.locator("form[data-passkey] button").click();
  await page.locator("#yours tbody tr").waitFor();
}

test("a passkey is made, signs in without password or code, and is removed", () =>
  journey(browser, server, { expected: (problem) => problem.includes("422") }, async (page) => {
    await becomeOwner(page);
    const mine = await device(page);
    await makePasskey(page);
    assert.equal((await mine.credentials()).credentials.length, 1);
    assert.match(await page.locator("#bound").innerText(), /1 passkey is bound to localhost, the name you came by/);

    await page.context().clearCookies();
    await page.goto("/people?sort=name");
    await page.locator(SIGN_IN).click();
    await page.waitForURL("**/people?sort=name");

    await page.goto("/settings/passkeys");
    await page.locator("#yours form[action$='/name'] input").fill("Old laptop");
    await page.locator("#yours form[action$='/name'] button").click();
    await page.locator("#yours input[value='Old laptop']").waitFor();
    await page.locator("#yours form[action$='/remove'] button").click();
    await page.locator("#yours tbody").waitFor({ state: "detached" });

    await page.context().clearCookies();
    await page.goto("/sign-in");
    await page.locator(SIGN_IN).click();
    await page.getByText("not known here").waitFor();
  }));

test("a device that cannot tell its owner makes none, and that is said", () =>
  journey(browser, server, {}, async (page) => {
    await becomeOwner(page);
    await device(page, { isUserVerified: false });
    await page.goto("/settings/passkeys");
    await page.locator("#passkey-name").fill("Laptop");
    await page.locator("form[data-passkey] button").click();
    await page.getByText("The browser gave no passkey").waitFor();
  }));

test("without a script there is the password, and no button that does nothing", () =>
  journey(browser, server, { script: false }, async (page) => {
    await becomeOwner(page);
    await page.goto("/settings/passkeys");
    assert.equal(await page.locator("form[data-passkey] button").isVisible(), false);
    await page.getByText("with scripts turned on").waitFor();
    await page.context().clearCookies();
    await page.goto("/sign-in");
    assert.equal(await page.locator(SIGN_IN).isVisible(), false);
  }));
