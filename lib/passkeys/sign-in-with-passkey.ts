import { signInWith, type SignedIn } from "#lib/accounts/auth.ts";
import {
  actAs,
  openSession,
  type Account,
  type OpenedSession,
} from "#lib/accounts/open-session.ts";
import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { PublicContext } from "#lib/platform/auth/context.ts";
import { countGuess, forgiveGuess, type Guess } from "#lib/platform/auth/guess-limit.ts";
import { db } from "#lib/platform/db/read.ts";
import { UnauthenticatedError } from "#lib/platform/errors.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import type { RequestOptions, signInWithPasskeyEndpoint } from "./contract.ts";
import { requestOptions } from "./request-options.ts";
import { recordUse, verifyAssertion } from "./verify-assertion.ts";

type Given = Input<typeof signInWithPasskeyEndpoint>;

const SIGN_IN = { ceremony: "sign_in", sessionId: null } as const;

/** What the browser needs to sign somebody in who has not said who they are: the passkey knows. */
export function startPasskeySignIn(base: PublicContext): Promise<RequestOptions> {
  return requestOptions(SIGN_IN, base.now(), null);
}

/**
 * Signs somebody in by passkey and returns the new session, which is a full one: the passkey is what
 * they have, its user verification what they know or are. Throws UnauthenticatedError
 * (`passkey_refused`) alike for whatever is wrong with the answer and for a removed member;
 * RateLimitedError after too many failures of an address.
 */
export async function startPasskeySession(
  base: PublicContext,
  { response }: Given,
): Promise<OpenedSession> {
  const guesses: Guess[] = base.origin.ip ? [{ counter: "address", of: base.origin.ip }] : [];
  await countGuess(guesses);
  const { userId, proven } = await verifyAssertion(base.now(), SIGN_IN, null, response);
  const account = userId && (await findAccount(userId));
  if (!account) throw refused();
  if (!proven) {
    await recordRefusal(base, account);
    throw refused();
  }
  const opened = await openSession(base, account, "passkey", async ({ tx, now }) => {
    if (!(await recordUse(tx, now, proven))) throw refused();
  });
  await forgiveGuess(guesses);
  return opened;
}

/** The same, and sets the cookie. */
export async function signInWithPasskey(base: PublicContext, given: Given): Promise<SignedIn> {
  const opened = await startPasskeySession(base, given);
  return signInWith(async () => opened);
}

/** As with a password: the organisation that they joined first is where they arrive. */
async function findAccount(userId: string): Promise<Account | null> {
  const member = await db.member.findFirst({
    where: { userId, user: { kind: "person", deletedAt: null }, removedAt: null },
    orderBy: [{ createdAt: "asc" }, { organizationId: "asc" }],
    select: { userId: true, organizationId: true, role: true },
  });
  return member && { ...member, passwordHash: null };
}

async function recordRefusal(base: PublicContext, account: Account): Promise<void> {
  const ctx = actAs(base, account, { type: "nothing" });
  await changeOrganization(ctx, "account.own", async ({ record }) => {
    record({
      action: "session.refused",
      subject: { type: "member", id: account.userId },
      after: { method: "passkey" },
    });
  });
}

const refused = (): UnauthenticatedError => new UnauthenticatedError("passkey_refused");
