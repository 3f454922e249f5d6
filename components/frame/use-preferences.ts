"use client";

import { useRouter } from "next/navigation";
import { useSyncExternalStore } from "react";

import { useCharacterKeys } from "#components/ui/character-keys.ts";

import { parseTheme, rememberPreference, type Theme } from "./preferences.ts";

/** The theme in force and a way to change it: at once, and for the next visit. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const router = useRouter();
  const theme = useSyncExternalStore(
    watchTheme,
    () => parseTheme(document.documentElement.dataset["theme"]),
    () => "system" as const,
  );
  function change(next: Theme): void {
    rememberPreference("theme", next);
    document.documentElement.dataset["theme"] = next;
    router.refresh();
  }
  return [theme, change];
}

function watchTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  return () => observer.disconnect();
}

/** A way to change the language; the page is rendered anew, what was typed stays. */
export function useChangeLocale(): (locale: string) => void {
  const router = useRouter();
  return (locale) => {
    rememberPreference("locale", locale);
    router.refresh();
  };
}

/** Whether characters alone are shortcuts, and a way to change it: at once, and for the next visit. */
export function useKeyPreference(): [boolean, (on: boolean) => void] {
  function change(on: boolean): void {
    const value = on ? "on" : "off";
    rememberPreference("keys", value);
    document.documentElement.dataset["keys"] = value;
  }
  return [useCharacterKeys(), change];
}
