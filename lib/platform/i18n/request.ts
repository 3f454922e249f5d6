import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";

import { findStagedPageContext } from "#lib/platform/auth/page-context.ts";
import { preferenceCookie } from "#lib/platform/http/own-cookie.ts";

import { loadCompiledMessages } from "./compiled-messages.ts";
import { formats } from "./formats.ts";
import { chooseLocale, isLocale } from "./locales.ts";

/**
 * next-intl's settings for one request; the language is in a cookie, not in the path. The time zone
 * is the one that the person chose, else the browser's.
 */
export default getRequestConfig(async ({ locale: explicit }) => {
  const [jar, sent, chosen] = await Promise.all([cookies(), headers(), chosenTimeZone()]);
  const locale = isLocale(explicit)
    ? explicit
    : chooseLocale(jar.get(preferenceCookie("locale"))?.value, sent.get("accept-language"));
  return {
    locale,
    messages: await loadCompiledMessages(locale),
    formats,
    now: new Date(),
    timeZone: validTimeZone(chosen ?? jar.get(preferenceCookie("timeZone"))?.value),
  };
});

/** Null also where nobody can be asked: pages that say what is wrong must not need the database. */
async function chosenTimeZone(): Promise<string | null> {
  try {
    return (await findStagedPageContext())?.timeZone ?? null;
  } catch {
    return null;
  }
}

/** The browser stores its zone in a cookie; until it has, and for nonsense, UTC. */
function validTimeZone(name: string | undefined): string {
  if (!name || name.length > 64) return "UTC";
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return "UTC";
  }
}
