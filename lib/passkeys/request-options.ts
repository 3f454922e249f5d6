import type { ChallengePurpose } from "#lib/platform/auth/passkey-challenge.ts";
import { CHALLENGE_MINUTES, issueChallenge } from "#lib/platform/auth/passkey-challenge.ts";
import type { Passkey as Row } from "#lib/platform/db/generated/client.ts";
import type { RequestOptions } from "./contract.ts";
import { descriptors } from "./passkey-row.ts";
import { relyingParty } from "./relying-party.ts";

/** What the browser needs to ask for a passkey: one of `allowed`, or with null any that it knows. */
export async function requestOptions(
  purpose: ChallengePurpose,
  now: Date,
  allowed: Pick<Row, "credentialId" | "transports">[] | null,
): Promise<RequestOptions> {
  const challenge = await issueChallenge(purpose, now);
  return {
    challenge: Buffer.from(challenge).toString("base64url"),
    rpId: relyingParty().id,
    timeout: CHALLENGE_MINUTES * 60_000,
    userVerification: "required",
    ...(allowed ? { allowCredentials: descriptors(allowed) } : {}),
  };
}
