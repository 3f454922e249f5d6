import { InvalidError } from "#lib/platform/errors.ts";
import { isCommonPassword } from "./common-passwords.ts";
import { MIN_PASSWORD_LENGTH } from "./password-length.ts";

/** What a password must not be made of: names and addresses that anybody can look up. */
export type PasswordOwner = { name: string; email: string };

/**
 * The rules of NIST SP 800-63B-4 for a password that stands alone: length instead of kinds of
 * characters. Refuses a password that is too short, among the first to be tried, or the person's own name.
 * Throws InvalidError that names the field at `path`.
 */
export function assertGoodPassword(password: string, owner: PasswordOwner, path: string): void {
  const code = weakness(password.normalize("NFC"), owner);
  if (!code) return;
  throw new InvalidError("invalid", [{ path, code, params: { min: MIN_PASSWORD_LENGTH } }]);
}

function weakness(password: string, owner: PasswordOwner): string | null {
  if ([...password].length < MIN_PASSWORD_LENGTH) return "password_too_short";
  if (isCommonPassword(password)) return "password_common";
  const plain = squash(password);
  const own = [owner.email, owner.email.split("@")[0] ?? "", owner.name].map(squash);
  const rest = own
    .filter((part) => part.length >= 4)
    .reduce((text, part) => text.replaceAll(part, ""), plain);
  // What is left beside the own name must still be worth guessing.
  return rest.length < 8 && rest.length < plain.length ? "password_personal" : null;
}

const squash = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
