import { MASK, maskText } from "#lib/platform/log/mask.ts";

const LONGEST = 2_000;
const SHORTEST_SECRET = 4;
// Keys as providers give them out, whoever they belong to.
const KEYS =
  /\b(sk-ant-[\w-]{8,}|AKIA[0-9A-Z]{16}|gh[opsur]_[\w.-]{20,}|github_pat_\w{20,}|xox[abprs]-[\w-]{10,}|eyJ[\w-]+\.[\w-]+\.[\w-]+)|-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g;

/** The beginning of a text that came from outside, without control characters, keys and `secrets`. */
export function excerptOf(text: string, secrets: readonly string[]): string {
  return storable(maskText(withoutKeys(text, secrets)));
}

/**
 * The same for our own words with a few of the provider's among them: what only looks like a secret by
 * the word before it, such as `no token: 401`, stays.
 */
export function wordsOf(text: string, secrets: readonly string[]): string {
  return storable(withoutKeys(text, secrets));
}

function withoutKeys(text: string, secrets: readonly string[]): string {
  let masked = text;
  // Before anything is cut off: half of a secret would not be found.
  for (const secret of secrets) {
    if (secret.length >= SHORTEST_SECRET) masked = masked.replaceAll(secret, MASK);
  }
  return masked.slice(0, 4 * LONGEST).replace(KEYS, MASK);
}

/** Postgres stores neither NUL nor half of a surrogate pair. */
function storable(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, " ")
    .slice(0, LONGEST)
    .toWellFormed();
}
