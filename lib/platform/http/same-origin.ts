import { ForbiddenError } from "#lib/platform/errors.ts";
import { env } from "#lib/platform/env.ts";

/**
 * Refuses a write that another site made the browser send (OWASP CSRF cheat sheet: fetch metadata,
 * then Origin). With a session cookie, one of both headers must be there. Throws ForbiddenError.
 */
export function assertSameOrigin(headers: Headers, hasSession: boolean): void {
  const site = headers.get("sec-fetch-site");
  const origin = headers.get("origin");
  if (site !== null && site !== "same-origin") throw new ForbiddenError("cross_site");
  if (origin !== null && !isOwnOrigin(origin, headers.get("host"))) {
    throw new ForbiddenError("cross_site");
  }
  if (hasSession && site === null && origin === null) throw new ForbiddenError("cross_site");
}

function isOwnOrigin(origin: string, host: string | null): boolean {
  if (!URL.canParse(origin)) return false;
  const sent = new URL(origin);
  const own = new URL(env().PREFLIGHT_URL);
  if (sent.origin === own.origin) return true;
  // Without TLS people also come by other names of the machine. With it, a page over plain HTTP of
  // the same name is another site, and what the Host header says counts for nothing.
  return own.protocol === "http:" && sent.host === host;
}
