/** Languages that the interface, the catalog and e-mails are complete in. Safe for the browser. */
export const locales = ["en", "ko"] as const;

export type Locale = (typeof locales)[number];

const defaultLocale: Locale = "en";

/** Whether a value from outside (cookie, profile, header) names a language we have. */
export function isLocale(value: unknown): value is Locale {
  return locales.some((locale) => locale === value);
}

/**
 * The language to answer in: the reader's stored choice, else the best of their
 * `Accept-Language`, else English.
 */
export function chooseLocale(stored: string | undefined, acceptLanguage: string | null): Locale {
  if (isLocale(stored)) return stored;
  const wanted = (acceptLanguage ?? "")
    .slice(0, 200)
    .split(",")
    .map((part, position) => {
      const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
      const quality = parameters.map((p) => p.trim()).find((p) => p.startsWith("q="));
      const weight = quality === undefined ? 1 : Number(quality.slice(2));
      return { language: tag.split("-")[0], weight: weight >= 0 ? weight : 0, position };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || a.position - b.position);
  for (const { language } of wanted) if (isLocale(language)) return language;
  return defaultLocale;
}
