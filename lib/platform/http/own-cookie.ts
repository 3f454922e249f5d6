import { env } from "#lib/platform/env.ts";
import { cookieName, preferenceCookies, type Preference } from "./cookie-name.ts";

/** Whether people reach this installation over TLS. */
export const isSecure = (): boolean => env().PREFLIGHT_URL.startsWith("https:");

/** What a cookie of ours is called where this installation is. */
export const ownCookie = (name: string): string => cookieName(name, isSecure());

/** The same of a reader's choice. */
export const preferenceCookie = (name: Preference): string => ownCookie(preferenceCookies[name]);
