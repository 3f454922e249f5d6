import { randomSecret } from "#lib/platform/crypto/keys.ts";
import { isSecure, ownCookie } from "#lib/platform/http/own-cookie.ts";
import { ATTEMPT_MINUTES } from "./attempt.ts";

const name = (): string => ownCookie("preflight.sso");

/** Reads one cookie of a request. */
export function cookieOf(headers: Headers, wanted: string): string | undefined {
  const parts = (headers.get("cookie") ?? "").split(";").map((part) => part.trim());
  return parts.find((part) => part.startsWith(`${wanted}=`))?.slice(wanted.length + 1);
}

/** The secret by which a browser that left for a provider is known when it comes back. */
export function browserOf(headers: Headers): string | null {
  const value = cookieOf(headers, name());
  return value && /^[\w-]{43}$/.test(value) ? value : null;
}

/** The same, or a new one; two tabs that leave at once share it. */
export const browserLeaving = (headers: Headers): string => browserOf(headers) ?? randomSecret();

/** The Set-Cookie header for it. Lax: the way back from the provider is a link from elsewhere. */
export function browserCookie(browser: string): string {
  const parts = [`${name()}=${browser}`, "Path=/", `Max-Age=${ATTEMPT_MINUTES * 60}`];
  parts.push("HttpOnly", "SameSite=Lax", ...(isSecure() ? ["Secure"] : []));
  return parts.join("; ");
}
