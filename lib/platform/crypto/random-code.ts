import { randomBytes } from "node:crypto";

// Crockford's base 32: no signs that look like each other. 256 is a multiple of 32, so none is
// likelier than another.
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
// At 5 bits a sign, the least number of full groups that carries 128 bits.
const SIGNS = 28;

/** A code to write down or to type in, such as `k3fm-…`: seven groups of four, 140 random bits. */
export function randomCode(): string {
  const signs = [...randomBytes(SIGNS)].map((byte) => ALPHABET[byte % ALPHABET.length]);
  return signs.join("").replace(/(.{4})(?=.)/g, "$1-");
}
