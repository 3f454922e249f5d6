import { cookieName, preferenceCookies, type Preference } from "#lib/platform/http/cookie-name.ts";

export const themes = ["light", "dark", "system"] as const;

export type Theme = (typeof themes)[number];

const oneYearInSeconds = 31_536_000;

/** The theme named by a cookie; "system" for anything else. */
export function parseTheme(value: string | undefined): Theme {
  return themes.find((theme) => theme === value) ?? "system";
}

/** Remembers a choice in this browser for a year. */
export function rememberPreference(name: Preference, value: string): void {
  const secure = isSecure() ? "; Secure" : "";
  document.cookie = `${pairOf(name, value)}; Path=/; Max-Age=${oneYearInSeconds}; SameSite=Lax${secure}`;
}

/** Whether this browser remembers that choice. */
export const isRemembered = (name: Preference, value: string): boolean =>
  document.cookie.split("; ").includes(pairOf(name, value));

// The server names cookies by its own settings, and says so on <html>.
const isSecure = (): boolean => document.documentElement.dataset["secure"] === "true";

const pairOf = (name: Preference, value: string): string =>
  `${cookieName(preferenceCookies[name], isSecure())}=${encodeURIComponent(value)}`;

/** Languages by their own names: whoever looks for theirs may not read the present one. */
export const languages = [
  { value: "en", label: "English" },
  { value: "ko", label: "한국어" },
] as const;
