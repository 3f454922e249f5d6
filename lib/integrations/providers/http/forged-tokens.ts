import { randomBytes } from "node:crypto";
import { decodeJwt, decodeProtectedHeader, type JWTPayload, SignJWT, UnsecuredJWT } from "jose";

const HOUR_SECONDS = 3_600;

/**
 * Tokens that nobody may accept: with the claims of `real`, if that is a JWT, but signed by a key that
 * nobody knows, or by none.
 */
export async function forgedTokens(
  real: string,
  now: Date,
): Promise<{ "another key": string; "alg none": string }> {
  const seconds = Math.floor(now.getTime() / 1_000);
  const claims = { ...claimsOf(real), iat: seconds - 60, exp: seconds + HOUR_SECONDS };
  const kid = keyOf(real);
  const header = { alg: "HS256", typ: "JWT", ...(kid ? { kid } : {}) };
  return {
    "another key": await new SignJWT(claims).setProtectedHeader(header).sign(randomBytes(32)),
    "alg none": new UnsecuredJWT(claims).encode(),
  };
}

function claimsOf(token: string): JWTPayload {
  try {
    return decodeJwt(token);
  } catch {
    return { sub: "preflight", role: "admin" };
  }
}

function keyOf(token: string): string | undefined {
  try {
    return decodeProtectedHeader(token).kid;
  } catch {
    return undefined;
  }
}
