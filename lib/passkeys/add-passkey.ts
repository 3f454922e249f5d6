import { verifyRegistrationResponse } from "@simplewebauthn/server";
import { decodeAttestationObject, isoBase64URL, isoCBOR } from "@simplewebauthn/server/helpers";
import { uuidv7 } from "uuidv7";
import { newRecoveryCodes, storeFirstRecoveryCodes } from "#lib/accounts/recovery-codes.ts";
import { endSessionsOf } from "#lib/accounts/second-factor.ts";
import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { consumeChallenge } from "#lib/platform/auth/passkey-challenge.ts";
import { requireSession } from "#lib/platform/auth/require-session.ts";
import { ConflictError, InvalidError } from "#lib/platform/errors.ts";
import type { Input, Output } from "#lib/platform/http/endpoint.ts";
import { challengeOf } from "./client-data.ts";
import { MAX_PASSKEYS, type addPasskeyEndpoint, type NewCredential } from "./contract.ts";
import { toPasskey } from "./passkey-row.ts";
import { relyingParty } from "./relying-party.ts";
import { ALGORITHMS, tooManyPasskeys } from "./start-passkey.ts";

/**
 * Adds the passkey that the browser has made and ends the person's other sessions. Returns recovery
 * codes where there were none. The challenge stands for the fresh proof: it was given out for one, to
 * this session, some minutes ago. Throws InvalidError for an answer to no such challenge, from another
 * site or without user verification, ConflictError for a known passkey or one too many.
 */
export async function addPasskey(
  ctx: Context,
  { name, response }: Input<typeof addPasskeyEndpoint>,
): Promise<Output<typeof addPasskeyEndpoint>> {
  const sessionId = requireSession(ctx);
  const { userId } = ctx;
  const made = await verify(ctx, sessionId, response);
  const codes = newRecoveryCodes();
  const { first, ...added } = await changeOrganization(ctx, "account.own", async (change) => {
    const { tx, now, record } = change;
    if ((await tx.passkey.count({ where: { userId } })) >= MAX_PASSKEYS) throw tooManyPasskeys();
    const [row] = await tx.passkey.createManyAndReturn({
      data: { id: uuidv7(), userId, name, createdAt: now, ...made },
      skipDuplicates: true,
    });
    if (!row) throw new ConflictError("passkey_exists");
    record({ action: "passkey.added", subject: { type: "passkey", id: row.id }, after: { name } });
    const isFirst = await storeFirstRecoveryCodes(change, userId, codes);
    await endSessionsOf(change, userId, sessionId);
    // Without the codes: what a change returns is kept under the request's Idempotency-Key.
    return { ...toPasskey(row), recoveryCodes: null, first: isFirst };
  });
  return { ...added, recoveryCodes: first ? codes : null };
}

async function verify(ctx: Context, sessionId: string, response: NewCredential) {
  const challenge = challengeOf(response.response.clientDataJSON);
  const purpose = { ceremony: "register", sessionId } as const;
  if (!challenge || !(await consumeChallenge(challenge, purpose, ctx.now()))) throw refused();
  const { id, origin } = relyingParty();
  const result = await verifyRegistrationResponse({
    response: withoutAttestation(response),
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: id,
    requireUserVerification: true,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch(() => null);
  if (!result?.verified) throw refused();
  const { credential, credentialBackedUp } = result.registrationInfo;
  return {
    credentialId: isoBase64URL.toBuffer(credential.id),
    publicKey: credential.publicKey,
    counter: BigInt(credential.counter),
    transports: [...new Set(response.response.transports)],
    backedUp: credentialBackedUp,
  };
}

/**
 * The same without the maker's statement on the authenticator: nobody asked for one, and checking its
 * certificates would make the server call addresses that stand in them.
 */
function withoutAttestation(credential: NewCredential) {
  const { id, rawId, type, response } = credential;
  const { clientDataJSON } = response;
  return {
    ...{ id, rawId, type, clientExtensionResults: {} },
    response: { clientDataJSON, attestationObject: stripped(response.attestationObject) },
  };
}

function stripped(attestationObject: string): string {
  try {
    const decoded = decodeAttestationObject(isoBase64URL.toBuffer(attestationObject));
    const bare = new Map<string, string | Uint8Array | Map<string, string>>([
      ["fmt", "none"],
      ["attStmt", new Map<string, string>()],
      ["authData", decoded.get("authData")],
    ]);
    return isoBase64URL.fromBuffer(isoCBOR.encode(bare));
  } catch {
    throw refused();
  }
}

const refused = (): InvalidError => new InvalidError("passkey_refused");
