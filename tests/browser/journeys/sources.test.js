// Files come in: by upload with progress and report, tried first, without a script, and taken back.
import assert from "node:assert/strict";
import { after, test } from "node:test";

import { PHONE, openBrowser } from "../lib/browser.js";
import { correspondence } from "../lib/letters.js";
import { demoServer, emptyServer } from "../lib/server.js";
import { eventuallyAt, journey, place, scrollTo } from "../lib/steps.js";

const browser = await openBrowser();
const server = await demoServer();
after(() => Promise.all([browser.close(), server.stop()]));

/** An mbox as the browser sends it, with people whom no other test knows. */
function upload(name, people, letters = 40, owner) {
  const known = people.map((person) => ({ name: person, address: `${person.replace(/\W+/g, ".")}@upload.example` }));
  const text = correspondence(known, { letters, owner });
  return { name, mimeType: "application/mbox", buffer: Buffer.from(text) };
}

async function send(page, file) {
  await page.goto("/sources");
  await page.locator("#files").setInputFiles(file);
  await scrollTo(page, page.locator(".dropzone button"));
  await page.locator(".dropzone button").click();
  await page.waitForURL(/\/sources\/bring/);
}

/** The five outcomes of the page, which add up to its records. */
async function outcomes(page) {
  const label = await page.locator("dl.figures").getAttribute("aria-label");
  const [records, ...parts] = label.replace(/,(?=\d{3})/g, "").match(/\d+/g).map(Number);
  assert.equal(records, parts.reduce((sum, part) => sum + part, 0), label);
  return records;
}

const isReport = (page) => page.locator("dl.figures").first().waitFor({ timeout: 60_000 });

test("an upload is read with progress, reported, and taken back", () =>
  journey(browser, server, {}, async (page) => {
    await send(page, upload("spring.mbox", ["Ylva Testfors", "Oskar Provsson"], 4_000));
    await page.locator("main form button.primary").click();
    await page.waitForURL(/\/sources\/imports\/\d+/);
    await page.locator(".prog progress").first().waitFor();
    await isReport(page);
    assert.equal(await outcomes(page), 8_000);
    const report = place(page);
    await eventuallyAt(page, "/people?q=testfors", page.locator("#found a.name", { hasText: "Ylva Testfors" }));
    await page.goto(report);
    await page.getByRole("button", { name: "Take it back" }).click();
    await page.getByRole("heading", { level: 1, name: "Taken back" }).waitFor({ timeout: 60_000 });
    await eventuallyAt(page, "/people?q=testfors", page.locator("#found .empty"));
  }));

test("an upload is tried first: nothing is changed until it is imported", () =>
  journey(browser, server, {}, async (page) => {
    await send(page, upload("tried.mbox", ["Hilma Provdotter"]));
    await page.getByRole("button", { name: "Try it" }).click();
    await page.waitForURL(/\/sources\/look/);
    await isReport(page);
    assert.equal(await outcomes(page), 40);
    await eventuallyAt(page, "/people?q=provdotter", page.locator("#found .empty"));
    await page.goto("/sources/look");
    await page.getByRole("button", { name: "Import it now" }).click();
    await page.waitForURL(/\/sources\/imports\/\d+/);
    await isReport(page);
    await eventuallyAt(page, "/people?q=provdotter", page.locator("#found a.name", { hasText: "Hilma Provdotter" }));
  }));

test("without a script, on a phone: the same", () =>
  journey(browser, server, { script: false, size: PHONE, thumb: true }, async (page) => {
    await send(page, upload("plain.mbox", ["Runa Enkelsdotter"]));
    await page.locator("main form button.primary").tap();
    await page.waitForURL(/\/sources\/imports\/\d+/);
    await isReport(page);
    assert.equal(await outcomes(page), 40);
    const line = page.locator("main tbody a").first();
    await scrollTo(page, line);
    await line.tap();
    await page.waitForURL(/\/people\//);
  }));

test("a file of no known format is accounted for", () =>
  journey(browser, server, {}, async (page) => {
    await send(page, { name: "../../holiday.jpg", mimeType: "image/jpeg", buffer: Buffer.from([0xff, 0xd8, 0xff, 0xe0]) });
    await page.locator("main form button.primary").click();
    await page.waitForURL(/\/sources\/imports\/\d+/);
    await page.getByText("holiday.jpg").first().waitFor({ timeout: 60_000 });
  }));

test("the first import of an empty instance asks who its owner is", async () => {
  const empty = await emptyServer();
  try {
    await journey(browser, empty, {}, async (page) => {
      await send(page, upload("first.mbox", ["Ylva Testfors", "Oskar Provsson"], 60, "me@home.example"));
      await page.getByRole("checkbox", { name: /me@home\.example/ }).check();
      await page.locator("main form button.primary").click();
      await page.waitForURL(/\/sources\/imports\/\d+/);
      await isReport(page);
      await eventuallyAt(page, "/people", page.locator("#found a.name", { hasText: "Ylva Testfors" }));
      assert.equal(await page.locator("#found a.name").count(), 2);
    });
  } finally {
    await empty.stop();
  }
});
