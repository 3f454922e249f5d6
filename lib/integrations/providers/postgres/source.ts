import { z } from "zod";
import { ProviderError } from "#lib/integrations/provider-error.ts";
import type { Reader } from "#lib/integrations/reader.ts";
import { type Database, openDatabase } from "./database.ts";

export const config = z.strictObject({
  /** The authorities (PEM) that signed the servers' certificates. */
  ca: z.string().default("").meta({ multiline: true }),
});

export const credentials = z.strictObject({
  url: z.string().regex(/^postgres(ql)?:\/\/./),
  stagingUrl: z
    .string()
    .regex(/^(postgres(ql)?:\/\/.+)?$/)
    .default(""),
});

export type PostgresSource = {
  production: Database;
  /** Null where no address is given. */
  staging: Database | null;
};

/** The client for one run; it connects with the first question. */
export function openSource(
  { ca }: z.infer<typeof config>,
  { url, stagingUrl }: z.infer<typeof credentials>,
  reader: Reader,
): PostgresSource {
  return {
    production: openDatabase({ label: "production", url, ca }, reader),
    staging: stagingUrl ? openDatabase({ label: "staging", url: stagingUrl, ca }, reader) : null,
  };
}

const recovery = z.object({ in_recovery: z.boolean() });

/** Whether the address leads to a replica. */
export async function isReplica({ production }: PostgresSource): Promise<boolean> {
  const sql = "SELECT pg_is_in_recovery() AS in_recovery";
  return (await production.row(recovery, sql)).in_recovery;
}

/** For what only the primary knows. Throws ProviderError where the address leads to a replica. */
export async function requirePrimary(source: PostgresSource): Promise<void> {
  if (await isReplica(source)) {
    throw new ProviderError("not_found", "pg_is_in_recovery: a replica, not the primary");
  }
}

const setting = z.object({ setting: z.string().nullable() });

/** A setting of the server as a list; null where it is hidden from us. */
export async function preloadedLibraries({ production }: PostgresSource): Promise<string[] | null> {
  const { setting: libraries } = await production.row(
    setting,
    `SELECT (SELECT setting FROM pg_settings WHERE name = 'shared_preload_libraries') AS setting`,
  );
  if (libraries === null) return null;
  return libraries
    .split(",")
    .map((each) => each.trim().replace(/^"|"$/g, ""))
    .filter(Boolean);
}
