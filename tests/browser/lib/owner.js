// The owner of an instance where one signs in: made on the first start, and signed in again.
import { createHmac } from "node:crypto";

export const OWNER = { name: "Marit Aldersund", login: "marit@brennhold.example", password: "fjord kettle umbrella" };

/** Fills in the first start, and comes to the page of the second factor. */
export async function becomeOwner(page) {
  await page.goto("/");
  await page.locator("#name").fill(OWNER.name);
  await page.locator("#login").fill(OWNER.login);
  await page.locator("#password").fill(OWNER.password);
  await page.locator("#again").fill(OWNER.password);
  await page.locator("form.door button").click();
  await page.locator("svg.qrcode").waitFor();
}

/** Fills in the sign-in. */
export async function signIn(page) {
  await page.locator("#login").fill(OWNER.login);
  await page.locator("#password").fill(OWNER.password);
  await page.locator("form.door button").click();
}

/** The code that an authenticator app shows for a secret, some steps of half a minute from now. */
export function codeOf(secret, steps = 0) {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret.replace(/\s/g, "")].map((c) => letters.indexOf(c).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const tag = createHmac("sha1", key).update(counter).digest();
  const number = (tag.readUInt32BE(tag[19] & 15) & 0x7fffffff) % 1_000_000;
  return String(number).padStart(6, "0");
}
