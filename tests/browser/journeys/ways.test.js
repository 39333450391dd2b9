// Paths and what would be if somebody left: from a person to an introduction that is asked for and taken back.
import assert from "node:assert/strict";
import { after, test } from "node:test";

import { PHONE, openBrowser } from "../lib/browser.js";
import { reachedByAPath, readNetwork } from "../lib/pages.js";
import { demoServer } from "../lib/server.js";
import { eventually, journey, made, undo } from "../lib/steps.js";

const browser = await openBrowser();
const server = await demoServer();
await readNetwork(server);
const distant = await reachedByAPath(server);
after(() => Promise.all([browser.close(), server.stop()]));

/* Who was asked is spared for a while: the way may lead by somebody else afterwards, the list beside it says it still. */
const asked = (page) => page.locator("[aria-labelledby='asked'] li").count();

/** Opens the paths to somebody without contact to whom one leads. */
async function openAWay(page) {
  await page.goto(`/map/paths?to=${distant}`);
  await made(page);
}

test("an introduction is asked for, and that is taken back", () =>
  journey(browser, server, {}, async (page) => {
    await openAWay(page);
    const before = await asked(page);
    await page.locator("ol.routes > li").first().getByRole("button", { name: /^I asked / }).click();
    await eventually(async () => (await asked(page)) > before, "the page says who was asked");
    await undo(page);
    await eventually(async () => (await asked(page)) === before, "and says it no more");
  }));

test("the letter asks to ask first", () =>
  journey(browser, server, {}, async (page) => {
    await openAWay(page);
    const letter = page.locator("ol.routes a[href^='mailto:']").first();
    assert.match(decodeURIComponent(await letter.getAttribute("href")), /only after a yes/);
  }));

test("without a script a name is looked for, and a person's page leads to what would be without them", () =>
  journey(browser, server, { script: false, size: PHONE }, async (page) => {
    await page.goto("/map/paths");
    await page.getByRole("textbox", { name: "Whom do you want to reach?" }).fill("an");
    await page.getByRole("button", { name: "Find", exact: true }).click();
    await page.locator("ul.list a.name").first().click();
    assert.match(await page.locator("h1").innerText(), /path|know/);
    await page.goto("/people?sort=-closeness");
    await page.locator("tbody a.name").first().click();
    await page.locator(".personhead details.menu > summary").click();
    await page.getByRole("link", { name: "If they left" }).click();
    await page.waitForURL(/\/map\/without\//);
    await made(page, { script: false });
    assert.match(await page.locator("h1").innerText(), /^Without /);
  }));

test("somebody else is added to those who would be gone", () =>
  journey(browser, server, {}, async (page) => {
    await page.goto("/people?sort=-closeness");
    const slug = await page.locator("tbody a.name").first().evaluate((link) => link.pathname.split("/").pop());
    await page.goto(`/map/without/${slug}`);
    await made(page);
    await page.locator("#add").fill("an");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.locator("aside .sec a.link[href*='and=']").first().click();
    assert.match(await page.locator("h1").innerText(), / and /);
    await page.getByRole("link", { name: /^Keep / }).first().click();
    assert.ok(!new URL(page.url()).searchParams.has("and"));
  }));
