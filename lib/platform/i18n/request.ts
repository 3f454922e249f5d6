import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";

import { preferenceCookie } from "#lib/platform/http/own-cookie.ts";

import { loadCompiledMessages } from "./compiled-messages.ts";
import { formats } from "./formats.ts";
import { chooseLocale, isLocale } from "./locales.ts";

/** next-intl's settings for one request; the language is in a cookie, not in the path. */
export default getRequestConfig(async ({ locale: explicit }) => {
  const [jar, sent] = await Promise.all([cookies(), headers()]);
  const locale = isLocale(explicit)
    ? explicit
    : chooseLocale(jar.get(preferenceCookie("locale"))?.value, sent.get("accept-language"));
  return {
    locale,
    messages: await loadCompiledMessages(locale),
    formats,
    now: new Date(),
    timeZone: validTimeZone(jar.get(preferenceCookie("timeZone"))?.value),
  };
});

/** The browser stores its zone in a cookie; until it has, and for nonsense, UTC. */
function validTimeZone(name: string | undefined): string {
  if (!name || name.length > 64) return "UTC";
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return "UTC";
  }
}
