/** What a reader chose, kept in cookies so that the server renders it right the first time. */
export const themes = ["light", "dark", "system"] as const;

export type Theme = (typeof themes)[number];

export const preferenceCookies = {
  theme: "theme",
  locale: "locale",
  timeZone: "timezone",
  rail: "rail",
  /** `off`: characters alone are no shortcuts. */
  keys: "keys",
} as const;

const oneYearInSeconds = 31_536_000;

/** The theme named by a cookie; "system" for anything else. */
export function parseTheme(value: string | undefined): Theme {
  return themes.find((theme) => theme === value) ?? "system";
}

/** Remembers a choice in this browser for a year. */
export function rememberPreference(name: keyof typeof preferenceCookies, value: string): void {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `${preferenceCookies[name]}=${encodeURIComponent(value)}; Path=/; Max-Age=${oneYearInSeconds}; SameSite=Lax${secure}`;
}

/** Languages by their own names: whoever looks for theirs may not read the present one. */
export const languages = [
  { value: "en", label: "English" },
  { value: "ko", label: "한국어" },
] as const;
