import { generateKeyPairSync, randomBytes } from "node:crypto";
import http, { type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";

/** What the provider knows of a person beside their login, which is the subject. */
type Person = { email: string; email_verified: boolean; name: string; groups: string[] };

export type RealProvider = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  people: Map<string, Person>;
  close: () => Promise<void>;
};

/**
 * A certified OpenID Connect implementation on this machine, with pages on which one signs in by any
 * login of `people` and any password.
 */
export async function startRealProvider(redirectUri: string): Promise<RealProvider> {
  let handle: RequestListener = (_request, answer) => void answer.writeHead(503).end();
  const server = http.createServer((request, answer) => void handle(request, answer));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const people = new Map<string, Person>();
  const [clientId, clientSecret] = ["preflight", randomBytes(24).toString("hex")];
  const provider = new Provider(issuer, {
    clients: [
      {
        ...{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] },
        ...{ grant_types: ["authorization_code"], response_types: ["code"] },
        token_endpoint_auth_method: "client_secret_basic",
      },
    ],
    claims: {
      ...{ openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
      groups: ["groups"],
    },
    pkce: { required: () => true },
    cookies: { keys: [randomBytes(16).toString("hex")] },
    jwks: { keys: [signingKey()] },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
    features: { devInteractions: { enabled: true } },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ sub, ...people.get(sub) }) }),
  });
  const callback = provider.callback();
  handle = (request, answer) => void callback(request, answer);
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { issuer, clientId, clientSecret, people, close };
}

function signingKey() {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256", kid: "test" };
}

/**
 * What a person does in a browser who signs in at the provider: follows it, fills in `login`, agrees.
 * Returns the address of the application to which they come back.
 */
export async function passThrough(start: string, login: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let [address, body] = [new URL(start), null as URLSearchParams | null];
  for (let step = 0; step < 15; step++) {
    const answer = await fetch(address, {
      method: body ? "POST" : "GET",
      redirect: "manual",
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
      ...(body ? { body } : {}),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [name = "", value = ""] = cookie.split(";")[0]?.split(/=(.*)/s) ?? [];
      cookies.set(name, value);
    }
    const location = answer.headers.get("location");
    const page = await answer.text();
    if (location) {
      address = new URL(location, address);
      body = null;
      if (address.pathname.startsWith("/api/v1/")) return address;
      continue;
    }
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
    if (!prompt) throw new Error(`The provider answered ${answer.status}: ${page.slice(0, 500)}`);
    body = new URLSearchParams({
      prompt,
      ...(prompt === "login" ? { login, password: "any" } : {}),
    });
  }
  throw new Error("The provider sent the browser around in circles.");
}
