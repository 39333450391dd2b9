// Steps that journeys share.
import assert from "node:assert/strict";

import { closePage, openPage } from "./browser.js";

/** Lets a journey have a page, then sees to it that nothing went wrong on the way. */
export async function journey(browser, server, options, steps) {
  const page = await openPage(browser, server, options);
  try {
    await steps(page);
    assert.deepEqual(page.problems, []);
  } finally {
    await closePage(page);
  }
}

/** The path and query of where a page is. */
export function place(page) {
  const { pathname, search } = new URL(page.url());
  return pathname + search;
}

/** Presses keys one after the other. */
export async function press(page, ...keys) {
  for (const key of keys) await page.keyboard.press(key);
}

/** Waits until a question to the page is answered with yes; a page that is on its way elsewhere cannot answer yet. */
export async function eventually(ask, what, patience = 10_000) {
  const until = Date.now() + patience;
  while (Date.now() < until) {
    if (await answer(ask)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`never: ${what}`);
}

async function answer(ask) {
  try {
    return await ask();
  } catch {
    return false;
  }
}

/** Opens a page again and again until something stands there: lists follow an import within seconds. */
export async function eventuallyAt(page, address, locator) {
  const shows = async () => {
    await page.goto(address);
    return (await locator.count()) > 0;
  };
  await eventually(shows, `${locator} at ${address}`, 30_000);
}

/** Waits until what a page shows as being made in the background is there; without a script it has to be loaded again. */
export async function made(page, { script = true } = {}) {
  const coming = page.locator("#coming");
  if (script) return coming.waitFor({ state: "detached" });
  const there = async () => (await coming.count()) === 0 || void (await page.reload());
  await eventually(there, "what is being made is there", 30_000);
}

/** Scrolls until something is in the middle of the window, as a thumb would: nothing that stays in place covers it there. */
export async function scrollTo(page, locator) {
  const { y, height } = await locator.boundingBox();
  await page.mouse.wheel(0, y + height / 2 - page.viewportSize().height / 2);
  await page.waitForTimeout(150);
}

/** Waits for a toast with these words. */
export async function toast(page, words) {
  await page.locator("#toasts .toast", { hasText: words }).last().waitFor();
}

/** Takes back what the newest toast tells of, and waits for the answer. */
export async function undo(page) {
  await page.locator("#toasts .toast button").last().click();
  await page.locator("#toasts .toast", { hasNot: page.locator("button") }).last().waitFor();
}
