import { env } from "#lib/platform/env.ts";

/** The one address to which every provider sends people back; registered with each of them. */
export const redirectUrl = (): string =>
  new URL("/api/v1/sso/callback", env().PREFLIGHT_URL).toString();
