import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";

import { findStagedPageContext } from "#lib/platform/auth/page-context.ts";
import { preferenceCookie } from "#lib/platform/http/own-cookie.ts";

import { loadCompiledMessages } from "./compiled-messages.ts";
import { formats } from "./formats.ts";
import { chooseLocale, isLocale } from "./locales.ts";

/**
 * next-intl's settings for one request; the language is in a cookie, not in the path, and where the
 * browser has none it is the person's own, as for the API's answers. The time zone is the one that
 * the person chose, else the browser's.
 */
export default getRequestConfig(async ({ locale: explicit }) => {
  const [jar, sent, reader] = await Promise.all([cookies(), headers(), findReader()]);
  const locale = isLocale(explicit)
    ? explicit
    : (reader?.locale ??
      chooseLocale(jar.get(preferenceCookie("locale"))?.value, sent.get("accept-language")));
  return {
    locale,
    messages: await loadCompiledMessages(locale),
    formats,
    now: new Date(),
    timeZone: validTimeZone(reader?.timeZone ?? jar.get(preferenceCookie("timeZone"))?.value),
  };
});

/** Null also where nobody can be asked: pages that say what is wrong must not need the database. */
async function findReader() {
  try {
    return await findStagedPageContext();
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
