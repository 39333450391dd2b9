// What holds for every page.
import { axe } from "./packages.js";

const WIDTHS = [320, 390, 768, 1024, 1280, 1680];

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe finds, a line each; nothing is good. */
export async function axeFindings(page) {
  await page.evaluate(axe);
  const violations = await page.evaluate(async (values) => {
    const result = await window.axe.run(document, { runOnly: { type: "tag", values } });
    return result.violations;
  }, RULES);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, any, all, none }) => {
      const why = [...any, ...all, ...none].map(({ message }) => message)[0] ?? help;
      return `${id}: ${why}\n      ${html.slice(0, 200)}`;
    }),
  );
}

/** The widths at which the page can be scrolled sideways, each with what sticks out. */
export async function sidewaysScroll(page) {
  const before = page.viewportSize();
  const found = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: before.height });
    const out = await page.evaluate(sticksOut);
    if (out) found.push(`at ${width} px: ${out}`);
  }
  await page.setViewportSize(before);
  return found;
}

/** Runs in the page: what reaches furthest beyond its right edge, if it can be scrolled there. */
function sticksOut() {
  const root = document.scrollingElement;
  const width = document.documentElement.clientWidth;
  if (root.scrollWidth <= width) return null;
  const elements = [...document.querySelectorAll("body *")];
  const right = (element) => element.getBoundingClientRect().right;
  const furthest = elements.filter((e) => right(e) > width + 0.5).sort((a, b) => right(b) - right(a))[0];
  const what = furthest ? furthest.outerHTML.slice(0, 160) : "something";
  return `${root.scrollWidth - width} px too wide: ${what}`;
}

/** Counts what comes over the wire from now on: `fonts` and `rest`, in bytes. */
export async function weigh(page) {
  const wire = await page.context().newCDPSession(page);
  const weight = { fonts: 0, rest: 0 };
  const kinds = new Map();
  wire.on("Network.responseReceived", ({ requestId, type }) => kinds.set(requestId, type));
  wire.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    weight[kinds.get(requestId) === "Font" ? "fonts" : "rest"] += encodedDataLength;
  });
  await wire.send("Network.enable");
  return weight;
}
