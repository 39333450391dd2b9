// A service that signs people in, for tests: the certified `oidc-provider` on a free port of this machine, where whoever
// types a name is that person.
import { createServer } from "node:http";

import { loadProvider } from "./packages.js";

const CLIENT = { client_id: "kith", client_secret: "a secret between the two" };

/** Opens the socket; the address is known before Kith is started, and the service answers once `serves` was called. */
export async function openidService() {
  const http = createServer();
  await new Promise((resolve) => http.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${http.address().port}`;
  return {
    issuer,
    settings: (more = "") => settings(issuer, more),
    /** Answers for a Kith, and vouches for these people: mail address and name by what they type. */
    serves: async (kith, people) => http.on("request", (await provider(issuer, kith, people)).callback()),
    stop: () => {
      http.closeAllConnections();
      return new Promise((resolve) => http.close(resolve));
    },
  };
}

function settings(issuer, more) {
  return `[openid]
name = "Halden ID"
issuer = "${issuer}"
client_id = "${CLIENT.client_id}"
client_secret = "${CLIENT.client_secret}"
allowed_networks = ["127.0.0.0/8"]
${more}
`;
}

async function provider(issuer, kith, people) {
  const Provider = await loadProvider();
  const account = (id) => ({ accountId: id, claims: () => ({ sub: id, email_verified: true, ...people[id] }) });
  return new Provider(issuer, {
    clients: [{ ...CLIENT, redirect_uris: [`${kith.url}/sign-in/openid/back`] }],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    // Mail address and name stand in the ID token itself, as with most services.
    conformIdTokenClaims: false,
    findAccount: (_, id) => (people[id] ? account(id) : undefined),
    pkce: { methods: ["S256"], required: () => true },
    cookies: { keys: ["only for tests"] },
  });
}
