/** What a reader chose, kept in cookies so that the server renders it right the first time. */
export const preferenceCookies = {
  theme: "theme",
  locale: "locale",
  timeZone: "timezone",
  rail: "rail",
  /** `off`: characters alone are no shortcuts. */
  keys: "keys",
} as const;

export type Preference = keyof typeof preferenceCookies;

/**
 * What a cookie of ours is called. `__Host-` binds it to this very host and to TLS, so that neither a
 * neighbour nor a plain connection can set it; browsers accept the prefix on TLS (`secure`) only.
 */
export const cookieName = (name: string, secure: boolean): string =>
  secure ? `__Host-${name}` : name;
