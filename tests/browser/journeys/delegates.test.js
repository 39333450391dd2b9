// Delegates: invited by a link, acting for the principal, asked to do something; and what is only suggested waits for a yes.
import assert from "node:assert/strict";
import { after, test } from "node:test";

import { PHONE, openBrowser } from "../lib/browser.js";
import { ownedDemoServer } from "../lib/server.js";
import { journey } from "../lib/steps.js";

const browser = await openBrowser();
const server = await ownedDemoServer();
after(() => Promise.all([browser.close(), server.stop()]));

/** What stands in the middle of a page. */
const text = (page) => page.locator("main").innerText();

/** The principal invites somebody and has the link, and the page of the closest person. */
async function invite(page, name, may) {
  await page.goto("/people?sort=-closeness");
  const person = await page.locator("tbody a[href^='/people/']").first().getAttribute("href");
  await page.goto("/settings/delegates");
  await page.locator("#new-name").fill(name);
  await page.locator(`form[action='/settings/delegates'] input[value='${may}']`).check();
  await page.locator("form[action='/settings/delegates'] button.primary").click();
  return { person, link: await page.locator("[data-invitation]").getAttribute("href") };
}

/** Somebody comes in by a link, with an account of their own. */
async function join(page, link, name) {
  await page.goto(link);
  await page.locator("#login").fill(`${name}@brennhold.example`);
  await page.locator("#password").fill("harbour lantern mistral");
  await page.locator("form.door button").click();
  await page.locator(".delegate-bar").waitFor();
  assert.match(await page.locator(".delegate-bar").innerText(), /working for Marit Aldersund/);
}

/** Logs contact on a person's page and gives the words of the toast. */
async function log(page, person, what) {
  await page.goto(person);
  await page.locator("#log-text").fill(what);
  await page.locator("#log button").click();
  await page.locator(".toast").waitFor();
  return page.locator(".toast").innerText();
}

for (const [who, options] of [
  ["jonas", {}],
  ["greta", { script: false, size: PHONE, thumb: true }],
]) {
  test(`a delegate comes in by a link, logs for the principal and does what was asked: ${who}`, () =>
    journey(browser, server, options, async (marit) => {
      const { person, link } = await invite(marit, who, "act_for");
      await journey(browser, server, { ...options, stranger: true }, async (page) => {
        await join(page, link, who);
        assert.match(await log(page, person, "about the valves"), new RegExp(`by ${who} for Marit Aldersund`));

        await marit.goto(person);
        assert.match(await marit.locator("#what").innerText(), new RegExp(`by ${who}`));
        await marit.locator("#ask-who").selectOption({ label: who });
        await marit.locator("#ask-task").fill(`send the drawings, ${who}`);
        await marit.locator("form[action$='/ask'] button").click();
        await marit.locator(".toast").waitFor();

        await page.goto("/queue");
        assert.match(await text(page), new RegExp(`send the drawings, ${who}`));
        await page.locator("input[name='outcome']").fill("sent by courier");
        await page.locator("form[action$='/done'] button").click();
        await page.locator(".toast").waitFor();
        await marit.goto("/queue");
        assert.match(await text(marit), /sent by courier/);
      });
    }));
}

test("what is suggested waits in the tray, and is done or not as the principal says", () =>
  journey(browser, server, {}, async (marit) => {
    const { person, link } = await invite(marit, "kim", "suggest");
    await journey(browser, server, { stranger: true }, async (page) => {
      await join(page, link, "kim");
      assert.match(await log(page, person, "about pumps"), /suggested: .*about pumps/i);
      await log(page, person, "about gaskets");
      await marit.goto(person);
      assert.doesNotMatch(await text(marit), /about pumps/);

      await marit.goto("/tray");
      const suggestion = (words) => marit.locator("ul.delegates li", { hasText: words });
      await suggestion("about pumps").locator("form[action$='/accept'] button").click();
      await marit.locator(".toast").waitFor();
      await suggestion("about gaskets").locator("form[action$='/decline'] button").click();
      await marit.locator(".toast").waitFor();
      await marit.goto(person);
      assert.match(await marit.locator("#what").innerText(), /about pumps/);
      assert.doesNotMatch(await marit.locator("#what").innerText(), /about gaskets/);

      await page.goto("/queue");
      assert.match(await text(page), /about pumps[\s\S]*accepted|accepted[\s\S]*about pumps/i);
      assert.match(await text(page), /declined/i);
    });
  }));

test("an invitation works once", () =>
  journey(browser, server, { stranger: true, expected: (problem) => problem.includes("422") }, async (page) => {
    await page.goto("/join/none");
    assert.match(await page.locator("h1").innerText(), /not open any more/);
  }));
