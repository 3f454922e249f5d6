"use client";

import { useTranslations } from "next-intl";
import type { ProviderId } from "#lib/integrations/choices.ts";

/** What the parts of a provider are called, in the reader's language. */
export interface ProviderWords {
  field: (name: string) => string;
  /** Null where there is nothing to explain. */
  hint: (name: string) => string | null;
  setting: (name: string) => string;
  permission: (name: string) => string;
  /** Of a setting, a field of the configuration, or a credential. */
  anyField: (name: string) => string;
}

/** The words for one provider; what has none yet is called by its name in code. */
export function useWords(provider: ProviderId): ProviderWords {
  const t = useTranslations("integrations");
  const named = (key: string, name: string) => (t.has(key) ? t(key) : spaced(name));
  return {
    field: (name) => named(`fields.${provider}.${name}`, name),
    hint: (name) => (t.has(`hints.${provider}.${name}`) ? t(`hints.${provider}.${name}`) : null),
    setting: (name) => named(`settings.${name}`, name),
    anyField: (name) => {
      const field = `fields.${provider}.${name}`;
      return t.has(field) ? t(field) : named(`settings.${name}`, name);
    },
    permission: (name) => named(`access.${provider}.${keyOf(name)}`, name),
  };
}

/** Dots would lead deeper into the messages. */
const keyOf = (name: string): string => name.replaceAll(".", "_");

const spaced = (name: string): string =>
  name.replace(
    /([a-z0-9])([A-Z])/g,
    (_all, left: string, right: string) => `${left} ${right.toLowerCase()}`,
  );
