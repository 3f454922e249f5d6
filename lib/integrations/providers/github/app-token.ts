import { createHash, createPrivateKey, type KeyObject } from "node:crypto";
import { SignJWT } from "jose";
import { z } from "zod";
import { ProviderError } from "../../provider-error.ts";
import type { Reader } from "../../reader.ts";

export type App = { apiUrl: string; appId: string; installationId: string; privateKey: string };

/** A token of one installation, good for an hour at most, and what it may do. */
export type Installation = {
  token: string;
  expiresAt: Date;
  /** Such as `{ contents: "read" }`. */
  permissions: Record<string, string>;
};

const installationShape = z.looseObject({
  token: z.string().min(1),
  expires_at: z.coerce.date(),
  permissions: z.record(z.string(), z.string()).default({}),
});

// GitHub takes at most ten minutes, counted from `iat`, which lies back in case its clock is behind.
const JWT_BEHIND_SECONDS = 60;
const JWT_SECONDS = 540;
const SPARE_MS = 120_000;

// In memory only, each as long as it lives.
const installations = new Map<string, Installation>();

/** A token by which the App speaks as itself. Throws ProviderError for a key that is none. */
export async function signAsApp({ appId, privateKey }: App, now: Date): Promise<string> {
  const seconds = Math.floor(now.getTime() / 1_000);
  return new SignJWT()
    .setProtectedHeader({ alg: "RS256" })
    .setIssuedAt(seconds - JWT_BEHIND_SECONDS)
    .setExpirationTime(seconds + JWT_SECONDS)
    .setIssuer(appId)
    .sign(keyOf(privateKey));
}

/** The App's token for its installation: the one it has, or a new one. Throws ProviderError. */
export async function installationOf(app: App, reader: Reader): Promise<Installation> {
  const now = reader.now();
  for (const [key, { expiresAt }] of installations) {
    if (expiresAt.getTime() - SPARE_MS < now.getTime()) installations.delete(key);
  }
  const known = installations.get(nameOf(app));
  if (known) return known;
  const installation = await requestToken(app, reader);
  installations.set(nameOf(app), installation);
  return installation;
}

async function requestToken(app: App, reader: Reader): Promise<Installation> {
  const ask = async () => {
    const authorization = `Bearer ${await signAsApp(app, reader.now())}`;
    const { token, expires_at, permissions } = await reader.json(
      `${app.apiUrl}/app/installations/${encodeURIComponent(app.installationId)}/access_tokens`,
      installationShape,
      { method: "POST", unquoted: true, headers: { authorization } },
    );
    return { token, expiresAt: expires_at, permissions };
  };
  const known = reader.skewSeconds() !== null;
  try {
    return await ask();
  } catch (error) {
    // The refusal has told what time it is there, and a signature of another time is refused.
    const isLate = Math.abs(reader.skewSeconds() ?? 0) > JWT_BEHIND_SECONDS / 2;
    const isRefused = error instanceof ProviderError && error.reason === "no_permission";
    if (known || !isRefused || !isLate) throw error;
    return ask();
  }
}

/** Forgets a token that GitHub does not take any more. */
export function forgetInstallation(app: App): void {
  installations.delete(nameOf(app));
}

const nameOf = (app: App): string =>
  createHash("sha256")
    .update(JSON.stringify([app.apiUrl, app.appId, app.installationId, app.privateKey]))
    .digest("hex");

/** GitHub gives keys out as PKCS#1, others convert them to PKCS#8; some forms keep `\n` as it is. */
function keyOf(pem: string): KeyObject {
  let key: KeyObject;
  try {
    key = createPrivateKey(pem.replaceAll("\\n", "\n"));
  } catch (cause) {
    throw new ProviderError("not_declared", "privateKey", { cause });
  }
  if (key.asymmetricKeyType !== "rsa") throw new ProviderError("not_declared", "privateKey");
  return key;
}
