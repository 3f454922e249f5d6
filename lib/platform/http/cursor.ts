import type { z } from "zod";
import { InvalidError } from "#lib/platform/errors.ts";

/** Packs the keys of a page's last row; opaque to callers. */
export function toCursor(keys: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(keys)).toString("base64url");
}

/** The keys in a cursor that this list gave out. Throws InvalidError (`cursor_invalid`) for any other. */
export function fromCursor<T extends z.ZodType>(cursor: string, keys: T): z.output<T> {
  try {
    return keys.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
  } catch {
    throw new InvalidError("cursor_invalid", [{ path: "cursor", code: "cursor_invalid" }]);
  }
}
