// Mails for tests, as an mbox: people of many scripts and lengths in touch with the demo network's owner.

/** The owner of the demo network. */
export const OWNER = "helena.brandt@brennmoor.example";

/** Names that layouts break on: scripts, directions, and lengths with and without a place to break. */
export const NAMES = {
  japanese: { name: "渡辺 恵子", address: "keiko.watanabe@hikari.example" },
  arabic: { name: "نور الهدى الخطيب", address: "nour.alkhatib@qasr.example" },
  hyphens: {
    name: "Maximiliane-Theodora Freifrau von Hohenstein-Waldeck zu Oberschwarzenbach-Lichtenfels",
    address: "maximiliane.hohenstein@waldeck.example",
  },
  unbroken: {
    name: "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwaren Rhodoshlees",
    address: "wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaft@schafers.example",
  },
};

const DAY = 86_400_000;

/** Two years of mails both ways with each of some people, every ten days, the last `silence` days ago. */
export function correspondence(people, { silence = 3, letters = 40, owner = OWNER } = {}) {
  const mails = people.flatMap((person, which) =>
    Array.from({ length: letters }, (_, number) => {
      const at = new Date(Date.now() - (silence + which + number * 10) * DAY);
      const isFromOwner = number % 2 === 1;
      const [from, to] = isFromOwner ? [{ name: "Helena Brandt", address: owner }, person] : [person, { address: owner }];
      return mail({ from, to, at, subject: `Delivery ${number + 1}`, id: `${number}.${person.address}` });
    }),
  );
  return mails.join("");
}

function mail({ from, to, at, subject, id }) {
  const date = at.toUTCString().replace("GMT", "+0000");
  return [
    `From ${from.address} ${date}`,
    `From: ${encoded(from.name)} <${from.address}>`,
    `To: ${to.name ? `${encoded(to.name)} ` : ""}<${to.address}>`,
    `Date: ${date}`,
    `Subject: ${subject}`,
    `Message-ID: <${id}>`,
    "",
    "As agreed.",
    "\n",
  ].join("\n");
}

/** A name as headers of mails carry it (RFC 2047). */
function encoded(name) {
  return /^[\x20-\x7e]*$/.test(name) ? name : `=?utf-8?B?${Buffer.from(name).toString("base64")}?=`;
}
