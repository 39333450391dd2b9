// Every page: nothing for axe to find, no sideways scroll, nothing that moves by itself, no error, little weight.
import assert from "node:assert/strict";
import { after, describe, test } from "node:test";

import { LAPTOP, PHONE, closePage, measured, openBrowser, openPage } from "./lib/browser.js";
import { axeFindings, sidewaysScroll, weigh } from "./lib/checks.js";
import { demoPages, doorPages, emptyPages, namesPages } from "./lib/pages.js";
import { closedServer, demoServer, emptyServer, namesServer, ownedServer } from "./lib/server.js";

const FIRST_PAGE = 150_000;
const LATER_PAGES = 30_000;
/** Half of what counts as good; a machine with other work brings a font of rare letters late now and then. */
const MOST_SHIFT = 0.05;

const browser = await openBrowser();
const demo = await demoServer();
const names = await namesServer();
const empty = await emptyServer();
const [closed, owned] = [await closedServer(), await ownedServer()];
after(() => Promise.all([browser.close(), ...[demo, names, empty, closed, owned].map((server) => server.stop())]));

const places = [
  ...(await demoPages(demo)).map((place) => ({ server: demo, ...place })),
  ...(await namesPages(names)).map((place) => ({ server: names, ...place })),
  ...emptyPages().map((place) => ({ server: empty, ...place })),
  ...doorPages(closed, owned),
];

for (const place of places) {
  describe(`${place.name} (${place.path})`, () => {
    for (const theme of ["light", "dark"]) {
      test(`is whole in ${theme}`, () => isWhole(place, theme));
    }
    test("is light", () => isLight(place));
  });
}

async function visit(place, options) {
  const expected = (problem) => place.status !== undefined && problem.includes(String(place.status));
  const page = await openPage(browser, place.server, { ...options, expected, stranger: place.stranger });
  return page;
}

async function isWhole(place, theme) {
  const page = await visit(place, { theme });
  const found = [];
  for (const size of [LAPTOP, PHONE]) {
    await page.setViewportSize(size);
    const answer = await page.goto(place.path);
    assert.equal(answer.status(), place.status ?? 200);
    const { shift, moved } = await still(page, place);
    if (shift > MOST_SHIFT) found.push(`${size.width} px: moved by itself (${shift.toFixed(4)}): ${moved.join("\n      ")}`);
    found.push(...(await axeFindings(page)).map((finding) => `${size.width} px: ${finding}`));
  }
  found.push(...(await sidewaysScroll(page)), ...page.problems);
  await closePage(page);
  if (found.length > 0) throw new Error(["found:", ...found].join("\n    "));
}

/**
 * How much the page moved by itself. A font of rare letters may come just within its tenth of a second on a machine with
 * other work, so what moved once is looked at again as every later visit sees it, with the font there.
 */
async function still(page, place) {
  const first = await measured(page);
  if (first.shift === 0) return first;
  console.log(`  ${place.name}: moved by ${first.shift.toFixed(4)} when a font came late`);
  await page.goto(place.path);
  return measured(page);
}

async function isLight(place) {
  const page = await visit(place, {});
  const first = await weigh(page);
  await page.goto(place.path, { waitUntil: "networkidle" });
  const { paint } = await measured(page);
  const cold = { ...first };
  await page.goto(place.path, { waitUntil: "networkidle" });
  const later = first.rest - cold.rest;
  await closePage(page);
  const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
  console.log(
    `  ${place.name.padEnd(28)} first ${kilobytes(cold.rest)} and fonts ${kilobytes(cold.fonts)}, ` +
      `later ${kilobytes(later)}, largest paint ${paint.toFixed(0)} ms`,
  );
  assert.ok(cold.rest < FIRST_PAGE, `the first page weighs ${cold.rest} bytes`);
  assert.ok(later < LATER_PAGES, `a later page weighs ${later} bytes`);
}
