// Servers for tests: the real program on a free port, each with a folder of its own that goes when it stops.
import { spawn } from "node:child_process";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { NAMES, correspondence } from "./letters.js";
import { OWNER } from "./owner.js";

const BUILT = fileURLToPath(new URL("../../../target/debug/kith", import.meta.url));

/** The program under test. */
export const PROGRAM = process.env.KITH_BIN ?? BUILT;

/** The zone of the servers: that of the demo network's owner. */
export const ZONE = "Europe/Vienna";

/** Starts a server over the demo network. */
export async function demoServer() {
  const data = await freshFolder();
  await cp(await demoNetwork(), data, { recursive: true });
  return serve(data);
}

/** Starts a server over the demo network and the people of many names. */
export async function namesServer() {
  const data = await freshFolder();
  await cp(await demoNetwork(), data, { recursive: true });
  const letters = join(data, "names.mbox");
  await writeFile(letters, correspondence(Object.values(NAMES)));
  await kith("--data", data, "import", letters);
  return serve(data);
}

/** Starts a server over nothing, as it is on the first day. */
export async function emptyServer() {
  return serve(await freshFolder());
}

/** Starts a server over nothing where one signs in: the first visit makes the owner. `settings` is its `kith.toml`. */
export async function closedServer(settings = "") {
  const data = await freshFolder();
  await writeFile(join(data, "kith.toml"), settings);
  return serve(data, true, []);
}

/** The same with an owner, whose session `openPage` gives to every page that is not of a `stranger`. */
export async function ownedServer() {
  return owned(await closedServer());
}

/** A server over the demo network where one signs in, with an owner. */
export async function ownedDemoServer() {
  const data = await freshFolder();
  await cp(await demoNetwork(), data, { recursive: true });
  return owned(await serve(data, true, []));
}

async function owned(server) {
  const { name, login, password } = OWNER;
  const body = new URLSearchParams({ name, login, password, again: password });
  const answer = await fetch(`${server.url}/welcome/owner`, { method: "POST", body, redirect: "manual" });
  const [cookie, value] = answer.headers.getSetCookie()[0].split(";")[0].split("=");
  return { ...server, cookie: { name: cookie, value } };
}

/** Starts a server over a folder of data, which is left alone when it stops. */
export function serverOver(data) {
  return serve(data, false);
}

/** Runs the program to its end and gives what it printed. */
export function kith(...parameters) {
  return new Promise((resolve, reject) => {
    const child = start(parameters);
    let printed = "";
    let complaint = "";
    child.stdout.on("data", (text) => (printed += text));
    child.stderr.on("data", (text) => (complaint += text));
    child.on("error", reject);
    child.on("close", (code) => (code === 0 ? resolve(printed) : reject(new Error(complaint))));
  });
}

/** A new folder under the system's temporary one. */
export function freshFolder() {
  return mkdtemp(join(tmpdir(), "kith-browser-"));
}

let made;

/** The folder of the demo network, made once; `run.js` makes it once for all test files. */
export function demoNetwork() {
  if (process.env.KITH_DEMO) return Promise.resolve(process.env.KITH_DEMO);
  made ??= makeDemo();
  return made;
}

async function makeDemo() {
  const folder = await freshFolder();
  process.on("exit", () => spawn("rm", ["-rf", folder], { detached: true, stdio: "ignore" }).unref());
  await kith("--data", folder, "demo", "--no-serve");
  return folder;
}

function start(parameters) {
  if (!existsSync(PROGRAM)) throw new Error(`${PROGRAM} is not there: cargo build -p kith`);
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith("KITH_"));
  return spawn(PROGRAM, parameters, { env: { ...Object.fromEntries(kept), TZ: ZONE } });
}

async function serve(data, isOurs = true, door = ["--no-sign-in"]) {
  const child = start(["--data", data, "--listen", "127.0.0.1:0", ...door]);
  const ended = new Promise((resolve) => child.on("close", resolve));
  const log = [];
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
    if (isOurs) await rm(data, { recursive: true, force: true });
  };
  return { url: await address(child, log), data, log, pid: child.pid, stop };
}

/** What the server prints once it answers. */
function address(child, log) {
  return new Promise((resolve, reject) => {
    child.stdout.resume();
    child.stderr.setEncoding("utf8").on("data", (text) => {
      log.push(text);
      const found = /Kith is at (http:\/\/\S+)\n/.exec(log.join(""));
      if (found) resolve(found[1]);
    });
    child.on("error", reject);
    child.on("close", (code) => reject(new Error(`the server ended (${code}):\n${log.join("")}`)));
  });
}
