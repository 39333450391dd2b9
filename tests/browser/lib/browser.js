// The browser, and pages in it that listen for what goes wrong.
import { chromium } from "./packages.js";

const FLAGS = [
  "--no-sandbox",
  // The map is drawn with WebGL, here by the processor.
  "--use-gl=angle",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

// What the browser says itself when somebody is gone before a page has faded in; htmx says the same of an answer.
const ABORTED = /^Transition was (aborted|skipped)/;

/** Looks at a page: a laptop and a phone. */
export const LAPTOP = { width: 1280, height: 800 };
export const PHONE = { width: 390, height: 844 };

/** Starts Chromium. */
export function openBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    headless: !process.env.HEADED,
    args: FLAGS,
  });
}

/**
 * Opens a page of a server. Its `problems` collects errors of scripts, refusals of the content security policy, requests
 * that fail or go elsewhere, and answers that are failures, unless `expected` says that they are meant.
 */
export async function openPage(browser, server, options = {}) {
  const { size = LAPTOP, theme = "light", thumb = false, script = true, expected = () => false } = options;
  const context = await browser.newContext({
    baseURL: server.url,
    viewport: size,
    colorScheme: theme,
    hasTouch: thumb,
    isMobile: thumb,
    javaScriptEnabled: script,
    // Nobody can be asked to wait for a page's fading in where there is no script.
    reducedMotion: script ? "no-preference" : "reduce",
    locale: "en-GB",
    timezoneId: "Europe/Vienna",
  });
  context.setDefaultTimeout(15_000);
  if (server.cookie && !options.stranger) await context.addCookies([{ ...server.cookie, url: server.url }]);
  await context.addInitScript(measure);
  const page = await context.newPage();
  page.problems = [];
  const note = (problem) => expected(problem) || page.problems.push(problem);
  page.on("console", (message) => {
    const isGone = message.text().includes("htmx:error: Failed to fetch");
    if (["error", "warning"].includes(message.type()) && !isGone) note(`${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => {
    if (!ABORTED.test(error.message)) note(`script: ${error.message}`);
  });
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol !== "data:" && origin !== server.url) note(`request elsewhere: ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) note(`${response.status()}: ${response.url()}`);
  });
  return page;
}

/** Closes a page with everything that belongs to it. */
export function closePage(page) {
  return page.context().close();
}

/** Runs in each page before anything else: how far things moved by themselves, and when the largest was painted. */
function measure() {
  window.measured = { shift: 0, moved: [], paint: 0 };
  const watch = (type, act) =>
    new PerformanceObserver((list) => list.getEntries().forEach(act)).observe({ type, buffered: true });
  watch("layout-shift", (entry) => {
    if (entry.hadRecentInput) return;
    window.measured.shift += entry.value;
    window.measured.moved.push(...entry.sources.map(({ node }) => node?.outerHTML?.slice(0, 120) ?? "text"));
  });
  watch("largest-contentful-paint", (entry) => {
    window.measured.paint = entry.startTime;
  });
}

/** What the page measured of itself, once fonts are there and the next frames were painted. */
export function measured(page) {
  return page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))));
    return window.measured;
  });
}
