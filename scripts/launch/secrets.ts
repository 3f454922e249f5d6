import { randomBytes } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { randomCode } from "#lib/platform/crypto/random-code.ts";
import { LaunchFailure } from "./failure.ts";

const schema = z.object({
  secret: z.string().min(32),
  databaseOwnerPassword: z.string().min(16),
  databaseAppPassword: z.string().min(16),
  /** Present until the first organisation exists. */
  setupCode: z.string().optional(),
});

/** What is generated once and kept in the data folder. */
export type Secrets = z.infer<typeof schema>;

function fileOf(dataDir: string): string {
  return join(dataDir, "secrets.json");
}

/** A code to paste or type, such as `7KQM-4W2X-…`: seven groups of four signs. */
export const newSetupCode = (): string => randomCode().toUpperCase();

/** Keeps the secrets, readable only by the user who started Preflight. */
export function saveSecrets(dataDir: string, secrets: Secrets): void {
  const file = fileOf(dataDir);
  writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/**
 * The kept secrets; made at the first start.
 * @throws LaunchFailure when the file is damaged (new secrets would lock out the old data)
 */
export function loadSecrets(dataDir: string): Secrets {
  let text: string;
  try {
    text = readFileSync(fileOf(dataDir), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    const secrets = {
      secret: randomBytes(32).toString("base64url"),
      databaseOwnerPassword: randomBytes(24).toString("hex"),
      databaseAppPassword: randomBytes(24).toString("hex"),
    };
    saveSecrets(dataDir, secrets);
    return secrets;
  }
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw new LaunchFailure(
      `${fileOf(dataDir)} is damaged.`,
      "Restore it from a backup: without it the embedded database and stored secrets cannot be opened.",
      { cause: error },
    );
  }
}
