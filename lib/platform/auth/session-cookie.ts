import { decode } from "next-auth/jwt";
import { z } from "zod";
import { deriveKeys } from "#lib/platform/crypto/keys.ts";
import { ownCookie } from "#lib/platform/http/own-cookie.ts";

/** What the session cookie is called. */
export const sessionCookieName = (): string => ownCookie("preflight.session");

/** The keys of the session cookie: the first encrypts, each opens what it has encrypted. */
export const sessionSecrets = (): string[] =>
  deriveKeys("session cookie").map(({ key }) => key.toString("base64"));

const payload = z.object({ sessionId: z.uuid() });

/** The session that a cookie names; null for a forged, foreign or outdated one. */
export async function readSessionCookie(value: string): Promise<string | null> {
  try {
    const token = await decode({
      token: value,
      secret: sessionSecrets(),
      salt: sessionCookieName(),
    });
    return payload.safeParse(token).data?.sessionId ?? null;
  } catch {
    return null;
  }
}
