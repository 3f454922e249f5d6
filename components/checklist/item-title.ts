import type { Locale } from "#lib/platform/i18n/locales.ts";

/** The title in the reader's language where there is one. */
export function titleIn(
  titled: { title: string; titleKo: string | null },
  locale: Locale | string,
): string {
  return locale === "ko" ? (titled.titleKo ?? titled.title) : titled.title;
}
