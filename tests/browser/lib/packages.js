// The packages, from the folder that `cargo xtask test` installed them to, or from beside this file.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const folder = process.env.KITH_BROWSER_PACKAGES;
const require = createRequire(folder ? `${folder}/packages.js` : import.meta.url);

export const { chromium } = require("playwright-core");
export const { source: axe } = require("axe-core");

/** The service that signs people in; loaded where it is used, for it takes a second. */
export async function loadProvider() {
  return (await import(pathToFileURL(require.resolve("oidc-provider")).href)).default;
}
