"use client";

import { useTranslations } from "next-intl";

/** What a signal is called in the reader's language, or its own name. */
export function useSignalLabel(): (name: string) => string {
  const t = useTranslations("widgets");
  return (name) => {
    const key = [`signals.${name}`, `presets.${name}`].find((each) => t.has(each));
    return key ? t(key) : name;
  };
}
