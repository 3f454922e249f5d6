import type { Context } from "#lib/platform/auth/context.ts";
import { CHALLENGE_MINUTES, issueChallenge } from "#lib/platform/auth/passkey-challenge.ts";
import { requireStepUp } from "#lib/platform/auth/step-up.ts";
import { db } from "#lib/platform/db/read.ts";
import { ConflictError, NotFoundError } from "#lib/platform/errors.ts";
import { MAX_PASSKEYS, type CreationOptions } from "./contract.ts";
import { descriptors, userHandle } from "./passkey-row.ts";
import { relyingParty } from "./relying-party.ts";

const PRODUCT = "Preflight";

// COSE names of EdDSA, ES256 and RS256: one of them is known to every authenticator.
export const ALGORITHMS = [-8, -7, -257];

/**
 * What the browser needs to make a passkey for the person who asks. Throws ForbiddenError without a
 * fresh proof that it is them, ConflictError when they have too many.
 */
export async function startPasskey(ctx: Context): Promise<CreationOptions> {
  const sessionId = requireStepUp(ctx);
  const user = await db.user.findUnique({
    where: { id: ctx.userId },
    select: {
      email: true,
      name: true,
      passkeys: { select: { credentialId: true, transports: true } },
    },
  });
  if (!user) throw new NotFoundError("member_not_found");
  if (user.passkeys.length >= MAX_PASSKEYS) throw tooManyPasskeys();
  const challenge = await issueChallenge({ ceremony: "register", sessionId }, ctx.now());
  return {
    challenge: Buffer.from(challenge).toString("base64url"),
    rp: { id: relyingParty().id, name: PRODUCT },
    user: {
      id: Buffer.from(userHandle(ctx.userId)).toString("base64url"),
      name: user.email,
      displayName: user.name,
    },
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ alg, type: "public-key" })),
    timeout: CHALLENGE_MINUTES * 60_000,
    attestation: "none",
    excludeCredentials: descriptors(user.passkeys),
    authenticatorSelection: {
      residentKey: "required",
      requireResidentKey: true,
      userVerification: "required",
    },
  };
}

export const tooManyPasskeys = (): ConflictError =>
  new ConflictError("too_many_passkeys", { max: MAX_PASSKEYS });
