import canonicalize from "canonicalize";
import { sha256 } from "#lib/platform/crypto/keys.ts";

/** What tells the signals of an integration apart: the same name and params have the same key. */
export function signalKey(name: string, params: Record<string, unknown>): string {
  return Buffer.from(sha256(canonicalize([name, params]) ?? "")).toString("base64url");
}
