import { z } from "zod";
import type { Context } from "#lib/platform/auth/context.ts";
import type { Json } from "#lib/platform/audit/event.ts";
import { seal, unseal } from "#lib/platform/crypto/seal.ts";
import type { Tx } from "#lib/platform/db/client.ts";
import type { Integration as Row, Prisma } from "#lib/platform/db/generated/client.ts";
import { db } from "#lib/platform/db/read.ts";
import { ConflictError, NotFoundError } from "#lib/platform/errors.ts";
import type { LockedProject } from "#lib/projects/change-project.ts";
import { FieldValue } from "./connect-contract.ts";
import type { Config, Credentials } from "./given.ts";
import { SEALED_FOR } from "./open-integration.ts";
import type { Probe } from "./probe.ts";

export type { Row };

const config = z.record(z.string(), FieldValue);
const credentials = z.record(z.string(), z.string());

/** An integration of a project that the reader has been found to see. Throws NotFoundError. */
export async function findIntegration(ctx: Context, projectId: string, id: string): Promise<Row> {
  const { organizationId } = ctx;
  const row = await db.integration.findFirst({
    where: { id, projectId, organizationId, removedAt: null },
  });
  if (!row) throw new NotFoundError("integration_not_found");
  return row;
}

/** An integration of a locked project, removed ones only where asked for. Throws NotFoundError. */
export async function lockedIntegration(
  tx: Tx,
  { id: projectId, organizationId }: LockedProject,
  id: string,
  removed: "present" | "removed too" = "present",
): Promise<Row> {
  const row = await tx.integration.findFirst({ where: { id, projectId, organizationId } });
  if (!row || (row.removedAt && removed === "present")) {
    throw new NotFoundError("integration_not_found");
  }
  return row;
}

/** Throws ConflictError where somebody has changed what was tested in the meantime. */
export function assertUnchanged(tested: Row, now: Row): void {
  const same =
    JSON.stringify(tested.config) === JSON.stringify(now.config) &&
    Buffer.compare(tested.credentials ?? Buffer.of(), now.credentials ?? Buffer.of()) === 0;
  if (!same) throw new ConflictError("integration_changed");
}

/** The configuration as it was saved. */
export const configOf = (row: Pick<Row, "config">): Config => config.parse(row.config);

/** The credentials of an integration, opened; none where no key opens them any more. */
export function credentialsOf(row: Pick<Row, "id" | "credentials">): Credentials {
  if (!row.credentials) return {};
  try {
    const text = unseal(row.credentials, { purpose: SEALED_FOR, recordId: row.id });
    return credentials.parse(JSON.parse(text));
  } catch {
    return {};
  }
}

/** Credentials as they are stored; null where there are none. */
export function sealCredentials(id: string, given: Credentials): Uint8Array<ArrayBuffer> | null {
  if (Object.keys(given).length === 0) return null;
  return seal(JSON.stringify(given), { purpose: SEALED_FOR, recordId: id });
}

/** What the row keeps of a test. A success closes the breaker. */
export function outcomeOf(
  { reason, detail, account, access, skewSeconds }: Probe,
  now: Date,
): Prisma.IntegrationUpdateInput {
  if (reason) {
    return { failedAt: now, failure: reason, failureDetail: detail, testedAt: now, skewSeconds };
  }
  return {
    ...{ account, access, skewSeconds, testedAt: now, succeededAt: now },
    ...{ failures: 0, openUntil: null, retryAt: null, failure: null, failureDetail: null },
  };
}

/** What the audit log says of an integration: of credentials their names alone. */
export function settingsForAudit(
  { provider, name, intervalSeconds, ...row }: Row,
  names: string[],
): Record<string, Json> {
  const fields = Object.entries(configOf(row)).map(([key, value]) => [`config.${key}`, value]);
  return {
    ...{ provider, name, intervalSeconds },
    ...(Object.fromEntries(fields) as Record<string, Json>),
    credentials: names.toSorted(),
  };
}
