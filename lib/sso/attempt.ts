import { uuidv7 } from "uuidv7";
import { randomSecret, sha256 } from "#lib/platform/crypto/keys.ts";
import { seal, unseal, type SealedFor } from "#lib/platform/crypto/seal.ts";
import { writeClient } from "#lib/platform/db/client.ts";

/** How long somebody may take at the provider. */
export const ATTEMPT_MINUTES = 10;

/** A sign-in that has left for a provider. */
export type Attempt = {
  providerId: string;
  state: string;
  nonce: string;
  codeVerifier: string;
  next: string;
  sessionId: string | null;
};

const sealedFor = (id: string): SealedFor => ({ purpose: "sso attempt", recordId: id });

/** Only the browser that left can come back: the state counts together with its cookie. */
const stateHash = (state: string, browser: string) => sha256(`${state} ${browser}`);

// Nobody is signed in yet and nothing of the organisation changes: no gate, no audit event.

/** Remembers that `browser` leaves, with fresh secrets for state, nonce and PKCE. */
export async function openAttempt(
  given: Pick<Attempt, "providerId" | "next" | "sessionId">,
  browser: string,
  now: Date,
): Promise<Attempt> {
  const id = uuidv7();
  const secrets = { state: randomSecret(), nonce: randomSecret(), codeVerifier: randomSecret() };
  await writeClient().ssoAttempt.create({
    data: {
      ...{ id, ...given, nonce: secrets.nonce },
      stateHash: stateHash(secrets.state, browser),
      codeVerifier: seal(secrets.codeVerifier, sealedFor(id)),
      createdAt: now,
      expiresAt: new Date(now.getTime() + ATTEMPT_MINUTES * 60_000),
    },
  });
  return { ...given, ...secrets };
}

type Row = {
  id: string;
  provider_id: string;
  nonce: string;
  code_verifier: Uint8Array;
  next: string;
  session_id: string | null;
  expires_at: Date;
};

/** Takes back the attempt of this state and browser; of several at once, one gets it. */
export async function takeAttempt(
  state: string,
  browser: string,
  now: Date,
): Promise<Attempt | null> {
  const [row] = await writeClient().$queryRaw<Row[]>`
    DELETE FROM sso_attempts WHERE state_hash = ${stateHash(state, browser)}
    RETURNING id, provider_id, nonce, code_verifier, next, session_id, expires_at`;
  if (!row || row.expires_at <= now) return null;
  return {
    providerId: row.provider_id,
    state,
    nonce: row.nonce,
    codeVerifier: unseal(row.code_verifier, sealedFor(row.id)),
    next: row.next,
    sessionId: row.session_id,
  };
}
