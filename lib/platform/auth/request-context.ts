import { uuidv7 } from "uuidv7";
import { UnauthenticatedError } from "#lib/platform/errors.ts";
import { clientAddress } from "#lib/platform/http/client-address.ts";
import { REQUEST_ID_HEADER } from "#lib/platform/http/internal-header.ts";
import { preferenceCookie } from "#lib/platform/http/own-cookie.ts";
import { chooseLocale } from "#lib/platform/i18n/locales.ts";
import { identifySession, identifyToken, TOKEN_PREFIX, type Identity } from "./authenticate.ts";
import type { Context, PublicContext } from "./context.ts";
import { sessionCookieName } from "./session-cookie.ts";

/** Reads one cookie by its name. */
export type CookieReader = (name: string) => string | undefined;

/** What is known of any request, signed in or not. */
export function publicContext(headers: Headers, cookie: CookieReader): PublicContext {
  return {
    requestId: headers.get(REQUEST_ID_HEADER) ?? uuidv7(),
    origin: {
      ip: clientAddress(headers),
      userAgent: headers.get("user-agent")?.slice(0, 300) ?? null,
    },
    locale: chooseLocale(cookie(preferenceCookie("locale")), headers.get("accept-language")),
    now: () => new Date(),
  };
}

/**
 * The signed-in person of a request: by the Authorization header where there is one, else by the
 * session cookie. Throws UnauthenticatedError when there is neither, or it has ended, and
 * ForbiddenError (`address_not_allowed`) from where the organisation lets nobody in.
 */
export async function signedInContext(
  base: PublicContext,
  headers: Headers,
  cookie: CookieReader,
): Promise<Context> {
  const identity = await identify(headers, cookie, base.origin.ip);
  const chosen = cookie(preferenceCookie("locale"))
    ? base.locale
    : (identity.locale ?? base.locale);
  return { ...base, ...identity, locale: chosen, idempotency: null };
}

async function identify(
  headers: Headers,
  cookie: CookieReader,
  address: string | null,
): Promise<Identity> {
  const authorization = headers.get("authorization");
  if (authorization !== null) {
    const [scheme, token = ""] = authorization.split(" ");
    if (scheme?.toLowerCase() !== "bearer" || !token.startsWith(TOKEN_PREFIX)) {
      throw new UnauthenticatedError("token_invalid");
    }
    return identifyToken(token, address);
  }
  const session = cookie(sessionCookieName());
  if (!session) throw new UnauthenticatedError();
  return identifySession(session, address);
}
