// Runs the test files that are named, or all, over one demo network that is made first.
import { spawn } from "node:child_process";
import { readdir, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

import { freshFolder, kith } from "./lib/server.js";

const here = dirname(fileURLToPath(import.meta.url));
const demo = await freshFolder();
try {
  await kith("--data", demo, "demo", "--no-serve");
  const named = process.argv.slice(2);
  process.exitCode = await runTests(named.length > 0 ? named : await allTests());
} finally {
  await rm(demo, { recursive: true, force: true });
}

async function allTests() {
  const journeys = (await readdir(`${here}/journeys`)).filter((name) => name.endsWith(".test.js")).sort();
  return [...journeys.map((name) => `journeys/${name}`), "checks.test.js"];
}

function runTests(files) {
  const flags = ["--test", "--test-reporter=spec", "--test-concurrency=2"];
  const env = { ...process.env, KITH_DEMO: demo };
  const child = spawn(process.execPath, [...flags, ...files], { cwd: here, env, stdio: "inherit" });
  return new Promise((resolve) => child.on("close", (code) => resolve(code ?? 1)));
}
