import { decode } from "next-auth/jwt";
import { z } from "zod";
import { deriveKey } from "#lib/platform/crypto/keys.ts";
import { ownCookie } from "#lib/platform/http/own-cookie.ts";

/** What the session cookie is called. */
export const sessionCookieName = (): string => ownCookie("preflight.session");

/** The key that encrypts the session cookie. */
export const sessionSecret = (): string => deriveKey("session cookie").toString("base64");

const payload = z.object({ sessionId: z.uuid() });

/** The session that a cookie names; null for a forged, foreign or outdated one. */
export async function readSessionCookie(value: string): Promise<string | null> {
  try {
    const token = await decode({
      token: value,
      secret: sessionSecret(),
      salt: sessionCookieName(),
    });
    return payload.safeParse(token).data?.sessionId ?? null;
  } catch {
    return null;
  }
}
