import { verifyAuthenticationResponse } from "@simplewebauthn/server";
import { consumeChallenge, type ChallengePurpose } from "#lib/platform/auth/passkey-challenge.ts";
import type { Tx } from "#lib/platform/db/client.ts";
import type { Passkey as Row } from "#lib/platform/db/generated/client.ts";
import { db } from "#lib/platform/db/read.ts";
import { challengeOf } from "./client-data.ts";
import type { Assertion } from "./contract.ts";
import { credentialIdText, userHandle } from "./passkey-row.ts";
import { relyingParty } from "./relying-party.ts";

/** A passkey that has signed a challenge of ours just now. */
export type ProvenPasskey = { id: string; userId: string; counter: bigint; backedUp: boolean };

/** Whose passkey an answer names, and whether it proves it. */
export type Verdict = { userId: string | null; proven: ProvenPasskey | null };

/**
 * Checks the answer to a challenge: given out for `purpose` and not used, for this site, signed by a
 * passkey that we know, with user verification, and with a counter that has not gone back. Consumes
 * the challenge, whatever it finds. `owner` is whose it has to be; null where the passkey says who it is.
 */
export async function verifyAssertion(
  now: Date,
  purpose: ChallengePurpose,
  owner: string | null,
  response: Assertion,
): Promise<Verdict> {
  const challenge = challengeOf(response.response.clientDataJSON);
  const fresh = challenge !== null && (await consumeChallenge(challenge, purpose, now));
  const row = await db.passkey.findUnique({
    where: { credentialId: Buffer.from(response.id, "base64url") },
  });
  if (!row) return { userId: null, proven: null };
  const { userId } = row;
  const handle = response.response.userHandle;
  const isTheirs = owner
    ? userId === owner && (handle === undefined || isHandleOf(userId, handle))
    : handle !== undefined && isHandleOf(userId, handle);
  if (!fresh || !isTheirs) return { userId, proven: null };
  return { userId, proven: await checkSignature(row, challenge, response) };
}

const isHandleOf = (userId: string, handle: string): boolean =>
  Buffer.from(userHandle(userId)).toString("base64url") === handle;

async function checkSignature(
  row: Row,
  challenge: string,
  { id, rawId, type, response }: Assertion,
): Promise<ProvenPasskey | null> {
  const { id: rpId, origin } = relyingParty();
  const result = await verifyAuthenticationResponse({
    response: { id, rawId, type, response, clientExtensionResults: {} },
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: rpId,
    requireUserVerification: true,
    credential: {
      id: credentialIdText(row.credentialId),
      publicKey: new Uint8Array(row.publicKey),
      counter: Number(row.counter),
      transports: row.transports,
    },
  }).catch(() => null);
  if (!result?.verified) return null;
  const { newCounter, credentialBackedUp } = result.authenticationInfo;
  return {
    ...{ id: row.id, userId: row.userId },
    ...{ counter: BigInt(newCounter), backedUp: credentialBackedUp },
  };
}

/**
 * Notes that a passkey was used, inside the change that it allows. Returns whether it still counts:
 * not when it was removed in the meantime, nor when a copy of it has signed since. (Most passkeys do
 * not count: theirs stays at zero.)
 */
export async function recordUse(tx: Tx, now: Date, passkey: ProvenPasskey): Promise<boolean> {
  const { id, userId, counter, backedUp } = passkey;
  const { count } = await tx.passkey.updateMany({
    where: {
      ...{ id, userId },
      OR: [{ counter: { lt: counter } }, ...(counter === 0n ? [{ counter: 0n }] : [])],
    },
    data: { counter, backedUp, lastUsedAt: now },
  });
  return count === 1;
}
