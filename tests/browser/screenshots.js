// Pictures of the pages over the demo network: those of the README, or with `--all DIR` every page in every look.
import { mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { LAPTOP, PHONE, closePage, measured, openBrowser, openPage } from "./lib/browser.js";
import { demoPages, doorPages, emptyPages, namesPages } from "./lib/pages.js";
import { closedServer, demoServer, emptyServer, namesServer, ownedDemoServer, ownedServer } from "./lib/server.js";
import { STATES, prepared } from "./lib/states.js";

const README = [
  { file: "today", page: "today" },
  { file: "today-dark", page: "today", theme: "dark" },
  { file: "today-phone", page: "today", size: PHONE, thumb: true },
  { file: "people", page: "people" },
  { file: "person", page: "person" },
  { file: "map", page: "map" },
  { file: "sources", page: "sources" },
];

const browser = await openBrowser();
const demo = await demoServer();
const pages = (await demoPages(demo)).map((place) => ({ server: demo, ...place }));
const [option, folder] = process.argv.slice(2);
if (option === "--all") await everyLook(resolve(folder));
else await pictures(fileURLToPath(new URL("../../docs/screenshots", import.meta.url)));
await demo.stop();
await browser.close();

async function pictures(to) {
  await mkdir(to, { recursive: true });
  for (const { file, page: name, size = LAPTOP, theme = "light", thumb = false } of README) {
    const place = pages.find((page) => page.name === name);
    await picture(place, `${to}/${file}.png`, { size, theme, thumb }, false);
  }
}

async function everyLook(to) {
  const servers = await Promise.all([emptyServer(), namesServer(), closedServer(), ownedServer(), ownedDemoServer()]);
  const [empty, names, closed, owned, used] = servers;
  await prepared(used);
  const places = [
    ...pages,
    ...(await namesPages(names)).map((place) => ({ server: names, ...place })),
    ...emptyPages().map((place) => ({ server: empty, ...place })),
    ...doorPages(closed, owned),
    ...STATES.map((state) => ({ server: used, ...state })),
  ];
  await mkdir(to, { recursive: true });
  for (const place of places) {
    for (const theme of ["light", "dark"]) {
      for (const size of [LAPTOP, PHONE]) {
        const file = `${to}/${place.name}-${theme}-${size.width}.png`;
        await picture(place, file, { size, theme, thumb: size === PHONE }, true);
      }
    }
  }
  await Promise.all(servers.map((server) => server.stop()));
}

async function picture(place, file, look, fullPage) {
  const page = await openPage(browser, place.server, { ...look, stranger: place.stranger });
  if (place.reach) await place.reach(page);
  else await page.goto(place.path, { waitUntil: "networkidle" });
  await measured(page);
  await page.screenshot({ path: file, fullPage });
  await closePage(page);
  console.log(file);
}
