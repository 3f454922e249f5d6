import type { PublicContext } from "#lib/platform/auth/context.ts";
import type { IdentityProvider } from "#lib/platform/db/generated/client.ts";
import { admit, type Admitted } from "./admit.ts";
import { takeAttempt, type Attempt } from "./attempt.ts";
import { browserOf } from "./browser-cookie.ts";
import { linkProfile } from "./link-profile.ts";
import { readProfile, type Profile } from "./profile.ts";
import { toProviderError } from "./provider-error.ts";
import { readEnabledProvider } from "./queries.ts";
import { recordRefusal } from "./record-refusal.ts";
import { redirectUrl } from "./redirect-url.ts";

/** What came of a trip to a provider; `next` is a path of this site. */
export type Arrival =
  | { status: "admitted"; account: Admitted; next: string }
  | { status: "linked"; next: string }
  | { status: "refused"; code: string; linking: boolean; next: string };

type Answer = Record<string, unknown> & { state?: string | undefined };

/**
 * Looks at the answer with which a browser comes back. Counts once, and for the browser that left
 * only; whatever is wrong with it is a refusal, recorded where an organisation is concerned.
 */
export async function comeBack(
  base: PublicContext,
  answer: Answer,
  headers: Headers,
): Promise<Arrival> {
  const browser = browserOf(headers);
  const state = answer.state ?? "";
  const attempt = browser && state ? await takeAttempt(state, browser, base.now()) : null;
  if (!attempt) return { status: "refused", code: "sso_state", linking: false, next: "/" };
  const known: Known = { provider: null, profile: null };
  try {
    return await receive(base, answer, attempt, headers, known);
  } catch (error) {
    const { code } = toProviderError(error, attempt.providerId);
    const linking = attempt.sessionId !== null;
    if (known.provider && !linking) await recordRefusal(base, known.provider, known.profile, code);
    return { status: "refused", code, linking, next: attempt.next };
  }
}

/** How far it got, for the audit log. */
type Known = { provider: IdentityProvider | null; profile: Profile | null };

async function receive(
  base: PublicContext,
  answer: Answer,
  attempt: Attempt,
  headers: Headers,
  known: Known,
): Promise<Arrival> {
  const { next, sessionId } = attempt;
  const provider = (known.provider = await readEnabledProvider(attempt.providerId));
  const profile = (known.profile = await readProfile(provider, addressOf(answer), attempt));
  if (sessionId) {
    await linkProfile(base, { provider, profile, sessionId }, headers);
    return { status: "linked", next };
  }
  return { status: "admitted", account: await admit(base, { provider, profile }), next };
}

/** The answer as it arrived, at the address that is registered, whatever the Host header said. */
function addressOf(answer: Answer): URL {
  const url = new URL(redirectUrl());
  for (const [name, value] of Object.entries(answer)) {
    if (typeof value === "string") url.searchParams.set(name, value);
  }
  return url;
}
