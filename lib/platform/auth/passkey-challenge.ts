import { randomBytes } from "node:crypto";
import { uuidv7 } from "uuidv7";
import { writeClient } from "#lib/platform/db/client.ts";
import type { PasskeyCeremony } from "#lib/platform/db/generated/client.ts";

/** How long a challenge may be answered; also what browsers are told. */
export const CHALLENGE_MINUTES = 5;

const ID_BYTES = 16;
const RANDOM_BYTES = 32;

/** What a challenge is given out for; `sessionId` is null before anybody is known. */
export type ChallengePurpose = { ceremony: PasskeyCeremony; sessionId: string | null };

/** Gives out a WebAuthn challenge: the id of its row, by which it is found again, and 256 random bits. */
export async function issueChallenge(
  { ceremony, sessionId }: ChallengePurpose,
  now: Date,
): Promise<Uint8Array<ArrayBuffer>> {
  const id = uuidv7();
  const challenge = new Uint8Array(ID_BYTES + RANDOM_BYTES);
  challenge.set(Buffer.from(id.replaceAll("-", ""), "hex"));
  challenge.set(randomBytes(RANDOM_BYTES), ID_BYTES);
  const expiresAt = new Date(now.getTime() + CHALLENGE_MINUTES * 60_000);
  await writeClient().passkeyChallenge.create({
    data: { id, ceremony, sessionId, challenge, createdAt: now, expiresAt },
  });
  return challenge;
}

/**
 * Takes a challenge (base64url) back before its answer is looked at, so that it counts once, whatever
 * the answer is worth. Returns whether it was given out for just this and in time.
 */
export async function consumeChallenge(
  challenge: string,
  { ceremony, sessionId }: ChallengePurpose,
  now: Date,
): Promise<boolean> {
  const bytes = Buffer.from(challenge, "base64url");
  if (bytes.length !== ID_BYTES + RANDOM_BYTES) return false;
  const id = bytes.toString("hex", 0, ID_BYTES);
  const taken = await writeClient().$queryRaw<{ expires_at: Date }[]>`
    DELETE FROM passkey_challenges
    WHERE id = ${id}::uuid AND challenge = ${bytes} AND ceremony = ${ceremony}::passkey_ceremony
      AND session_id IS NOT DISTINCT FROM ${sessionId}::uuid
    RETURNING expires_at`;
  return taken.some((row) => row.expires_at > now);
}
