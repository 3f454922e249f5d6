import compile from "icu-minify/compile";
import format, { type FormatValues } from "icu-minify/format";
import { formats } from "./formats.ts";
import type { Locale } from "./locales.ts";
import { loadMessages, type MessageTree } from "./messages.ts";

/** Fills in the message behind a key such as `detail.not_found`; the key itself where there is none. */
export type Say = (key: string, values: Record<string, string | number>) => string;

const formatters = {
  getDateTimeFormat: (...args: ConstructorParameters<typeof Intl.DateTimeFormat>) =>
    new Intl.DateTimeFormat(...args),
  getNumberFormat: (...args: ConstructorParameters<typeof Intl.NumberFormat>) =>
    new Intl.NumberFormat(...args),
  getPluralRules: (...args: ConstructorParameters<typeof Intl.PluralRules>) =>
    new Intl.PluralRules(...args),
};

/**
 * The texts of one namespace for code outside of pages. The same in the web application and in plain
 * Node, unlike next-intl's translator, whose parser the web application is built without.
 */
export async function sayer(locale: Locale, namespace: string): Promise<Say> {
  const tree = (await loadMessages(locale))[namespace];
  return (key, values) => {
    const text = find(tree, key.split("."));
    if (text === undefined) return key;
    try {
      return String(format(compile(text), locale, values as FormatValues, { formats, formatters }));
    } catch {
      // A value is missing. This tells people of errors and must not become one itself.
      return text;
    }
  };
}

function find(tree: MessageTree[string] | undefined, path: string[]): string | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return typeof tree === "string" ? tree : undefined;
  return typeof tree === "object" ? find(tree[step], rest) : undefined;
}
