import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from "node:crypto";
import http, { type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

type Claims = Record<string, unknown>;
type Handler = (request: IncomingMessage, answer: ServerResponse) => void;

/** What a provider does differently from a decent one. */
export type Faults = {
  /** Changes the claims of the ID token. */
  claims?: (claims: Claims) => Claims;
  /** The algorithm that the ID token's header names; `none` is not signed at all. */
  algorithm?: string;
  /** Signs with a key that the provider does not publish. */
  otherKey?: boolean;
  /** Changes what is in the metadata. */
  metadata?: (metadata: Claims) => Claims;
  /** Added to the address of the callback, or taken from it with null. */
  answer?: Record<string, string | null>;
  /** Answers a path in its own way. */
  paths?: Record<string, Handler>;
};

export type HostileProvider = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Who signs in, as the ID token says; `sub` and the rest. */
  person: Claims;
  /** What the userinfo endpoint says; null: there is no such endpoint. */
  userinfo: Claims | null;
  faults: Faults;
  /** What a browser does at the authorization endpoint: signs `person` in and comes back. */
  authorize: (url: string) => URL;
  close: () => Promise<void>;
};

const base64url = (value: unknown): string =>
  Buffer.from(JSON.stringify(value)).toString("base64url");

const newKey = () => generateKeyPairSync("rsa", { modulusLength: 2048 });

/** An OpenID Connect provider on this machine that keeps to the rules until told otherwise. */
export async function startHostileProvider(): Promise<HostileProvider> {
  const [key, stranger] = [newKey(), newKey()];
  const codes = new Map<string, URLSearchParams>();
  const server = http.createServer((request, answer) => {
    const { pathname } = new URL(request.url ?? "/", provider.issuer);
    const own = provider.faults.paths?.[pathname];
    if (own) return own(request, answer);
    void serve(pathname, request, answer);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider: HostileProvider = {
    ...{ issuer, clientId: "preflight", clientSecret: randomBytes(16).toString("hex") },
    ...{ person: {}, userinfo: null, faults: {} },
    authorize: (url) => {
      const asked = new URL(url).searchParams;
      const code = randomBytes(16).toString("hex");
      codes.set(code, asked);
      const back = new URL(asked.get("redirect_uri") ?? "");
      const answer = { code, state: asked.get("state"), iss: issuer, ...provider.faults.answer };
      for (const [name, value] of Object.entries(answer)) {
        if (value !== null) back.searchParams.set(name, value);
      }
      return back;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  async function serve(
    path: string,
    request: IncomingMessage,
    answer: ServerResponse,
  ): Promise<void> {
    const json = (value: unknown, status = 200): void => {
      answer.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
    };
    if (path === "/.well-known/openid-configuration") return json(metadataOf(provider));
    if (path === "/keys") return json({ keys: [publicKeyOf(key.publicKey)] });
    if (path === "/userinfo" && provider.userinfo) return json(provider.userinfo);
    if (path !== "/token") return json({ error: "not_found" }, 404);
    const sent = new URLSearchParams(await bodyOf(request));
    const asked = codes.get(sent.get("code") ?? "");
    codes.delete(sent.get("code") ?? "");
    if (!asked || !isRightRequest(provider, sent, asked))
      return json({ error: "invalid_grant" }, 400);
    const signingKey = provider.faults.otherKey ? stranger.privateKey : key.privateKey;
    const idToken = idTokenOf(provider, asked.get("nonce"), signingKey);
    const access = { access_token: "access", token_type: "Bearer", expires_in: 300 };
    return json({ ...access, ...(asked.has("nonce") ? { id_token: idToken } : {}) });
  }

  return provider;
}

function metadataOf({ issuer, userinfo, faults }: HostileProvider): Claims {
  const metadata = {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    ...(userinfo ? { userinfo_endpoint: `${issuer}/userinfo` } : {}),
    response_types_supported: ["code"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256", "none"],
    token_endpoint_auth_methods_supported: ["client_secret_post"],
    code_challenge_methods_supported: ["S256"],
    authorization_response_iss_parameter_supported: true,
  };
  return faults.metadata?.(metadata) ?? metadata;
}

const publicKeyOf = (key: KeyObject): Claims => ({
  ...key.export({ format: "jwk" }),
  ...{ kid: "test", use: "sig", alg: "RS256" },
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts).toString();
}

/** Client, redirect address and PKCE as a decent provider checks them. */
function isRightRequest(
  { clientId, clientSecret }: HostileProvider,
  sent: URLSearchParams,
  asked: URLSearchParams,
): boolean {
  const verifier = sent.get("code_verifier") ?? "";
  const challenge = createHash("sha256").update(verifier).digest("base64url");
  return (
    sent.get("client_id") === clientId &&
    sent.get("client_secret") === clientSecret &&
    sent.get("redirect_uri") === asked.get("redirect_uri") &&
    asked.get("code_challenge_method") === "S256" &&
    asked.get("code_challenge") === challenge
  );
}

function idTokenOf(provider: HostileProvider, nonce: string | null, key: KeyObject): string {
  const { issuer, clientId, person, faults } = provider;
  const now = Math.floor(Date.now() / 1_000);
  const decent = { iss: issuer, aud: clientId, iat: now, exp: now + 300, nonce, ...person };
  const algorithm = faults.algorithm ?? "RS256";
  const header = { alg: algorithm, kid: "test", typ: "JWT" };
  const text = `${base64url(header)}.${base64url(faults.claims?.(decent) ?? decent)}`;
  if (algorithm === "none") return `${text}.`;
  return `${text}.${sign("sha256", Buffer.from(text), key).toString("base64url")}`;
}
