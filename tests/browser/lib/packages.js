// The two packages, from the folder that `cargo xtask test` installed them to, or from beside this file.
import { createRequire } from "node:module";

const folder = process.env.KITH_BROWSER_PACKAGES;
const require = createRequire(folder ? `${folder}/packages.js` : import.meta.url);

export const { chromium } = require("playwright-core");
export const { source: axe } = require("axe-core");
