import { Secret, TOTP } from "otpauth";
import { seal, unseal, type SealedFor } from "#lib/platform/crypto/seal.ts";
import type { Tx } from "#lib/platform/db/client.ts";

// RFC 6238 as every authenticator app knows it; other values are ignored by some of them.
const DIGITS = 6;
const PERIOD_SECONDS = 30;
const SECRET_BYTES = 20;
/** How many steps a phone's clock may be off, to either side. */
const DRIFT_STEPS = 1;

const ISSUER = "Preflight";

const sealedFor = (userId: string): SealedFor => ({ purpose: "totp", recordId: userId });

const totp = (secret: string, label = ""): TOTP =>
  new TOTP({
    ...{ issuer: ISSUER, label, algorithm: "SHA1", digits: DIGITS, period: PERIOD_SECONDS },
    secret: Secret.fromBase32(secret),
  });

/** A shared secret for an authenticator app: 160 random bits in base 32. */
export const newTotpSecret = (): string => new Secret({ size: SECRET_BYTES }).base32;

/** The secret in the form that is stored. */
export const sealTotpSecret = (secret: string, userId: string): Uint8Array<ArrayBuffer> =>
  seal(secret, sealedFor(userId));

/** What an authenticator app reads from the QR code (`otpauth://totp/…`). */
export const totpUri = (secret: string, email: string): string => totp(secret, email).toString();

/** The time step that `code` belongs to, of those that `now` may mean; null for a wrong code. */
export function matchingStep(secret: string, code: string, now: Date): number | null {
  const timestamp = now.getTime();
  const drift = totp(secret).validate({ token: code, timestamp, window: DRIFT_STEPS });
  return drift === null ? null : TOTP.counter({ period: PERIOD_SECONDS, timestamp }) + drift;
}

/** The step of a sealed secret's code; see `matchingStep`. */
export function matchingSealedStep(
  sealed: Uint8Array,
  userId: string,
  code: string,
  now: Date,
): number | null {
  return matchingStep(unseal(sealed, sealedFor(userId)), code, now);
}

/**
 * Whether `code` is right and nobody has used it or a later one. Taking note of it is one
 * conditional UPDATE: of requests that race with the same code only one gets through.
 */
export async function acceptTotpCode(
  tx: Tx,
  userId: string,
  code: string,
  now: Date,
): Promise<boolean> {
  const factor = await tx.totpFactor.findUnique({ where: { userId } });
  if (!factor?.confirmedAt) return false;
  const step = matchingSealedStep(factor.secret, userId, code, now);
  if (step === null) return false;
  const { count } = await tx.totpFactor.updateMany({
    where: {
      ...{ userId, secret: factor.secret },
      OR: [{ lastStep: null }, { lastStep: { lt: step } }],
    },
    data: { lastStep: step },
  });
  return count === 1;
}
