import { env } from "#lib/platform/env.ts";

/** Whom passkeys are made for and accepted from: the public address, and nothing that a request says. */
export function relyingParty(): { id: string; origin: string } {
  const { hostname, origin } = new URL(env().PREFLIGHT_URL);
  return { id: hostname, origin };
}
