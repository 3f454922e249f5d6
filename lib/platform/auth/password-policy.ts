import { InvalidError } from "#lib/platform/errors.ts";
import { isCommonPassword, isCommonShortPassword } from "./common-passwords.ts";
import { isInLeakedList, isKnownToLeakService } from "./leaked-passwords.ts";
import { MIN_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH_WITH_FACTOR } from "./password-length.ts";

/**
 * What a password must not be made of: names and addresses that anybody can look up. With a second
 * factor it may be shorter.
 */
export type PasswordOwner = { name: string; email: string; secondFactor?: boolean };

/**
 * The rules of NIST SP 800-63B-4 for a password, alone or beside a second factor: length instead of
 * kinds of characters. Refuses a password that is too short, among the first to be tried, the person's
 * own name, or known to have been leaked. Throws InvalidError that names the field at `path`.
 */
export async function assertGoodPassword(
  password: string,
  owner: PasswordOwner,
  path: string,
): Promise<void> {
  const min = owner.secondFactor ? MIN_PASSWORD_LENGTH_WITH_FACTOR : MIN_PASSWORD_LENGTH;
  const isShort = lengthOf(password) < min;
  const code = isShort
    ? "password_too_short"
    : (weakness(password, owner) ?? (await leak(password.normalize("NFC"))));
  if (code) throw new InvalidError("invalid", [{ path, code, params: { min } }]);
}

/** Whether a password is long enough to be all that guards an account. */
export const standsAlone = (password: string): boolean => lengthOf(password) >= MIN_PASSWORD_LENGTH;

/** In characters as people count them. */
const lengthOf = (password: string): number => [...password.normalize("NFC")].length;

function weakness(given: string, owner: PasswordOwner): string | null {
  const password = given.normalize("NFC");
  const isCommon = standsAlone(password) ? isCommonPassword : isCommonShortPassword;
  if (isCommon(password)) return "password_common";
  const plain = squash(password);
  const own = [owner.email, owner.email.split("@")[0] ?? "", owner.name].map(squash);
  const rest = own
    .filter((part) => part.length >= 4)
    .reduce((text, part) => text.replaceAll(part, ""), plain);
  // What is left beside the own name must still be worth guessing.
  return rest.length < 8 && rest.length < plain.length ? "password_personal" : null;
}

async function leak(password: string): Promise<string | null> {
  const isLeaked = (await isInLeakedList(password)) || (await isKnownToLeakService(password));
  return isLeaked ? "password_leaked" : null;
}

const squash = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
