import { uuidv7 } from "uuidv7";
import { providers } from "#lib/integrations/provider-registry.ts";
import type { AnyProvider } from "#lib/integrations/provider.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import type { Tx } from "#lib/platform/db/client.ts";
import { InvalidError } from "#lib/platform/errors.ts";
import { toInvalidError } from "#lib/platform/http/problem.ts";
import type { LockedProject } from "#lib/projects/change-project.ts";
import { signalKey } from "./signal-key.ts";

export type AskedSignal = { name: string; params: Record<string, unknown> };

/** The provider of an integration of the locked project. Throws InvalidError (`integrationId`). */
export async function providerOf(
  tx: Tx,
  project: LockedProject,
  integrationId: string,
): Promise<AnyProvider> {
  const row = await tx.integration.findFirst({
    where: {
      ...{ id: integrationId, projectId: project.id, organizationId: project.organizationId },
      removedAt: null,
    },
    select: { provider: true },
  });
  const provider = row && providers[row.provider];
  if (provider) return provider;
  throw refused("integrationId", "integration_unknown");
}

/**
 * A signal as its provider understands it, all defaults filled in, so that the same question has the
 * same key. Throws InvalidError for an unknown signal and for params that the provider refuses.
 */
export function parseSignal(ctx: Context, provider: AnyProvider, asked: AskedSignal): AskedSignal {
  const signal = Object.hasOwn(provider.signals, asked.name) && provider.signals[asked.name];
  if (!signal) throw refused("signal", "signal_unknown");
  const parsed = signal.params.safeParse(asked.params);
  if (parsed.success) return { name: asked.name, params: parsed.data };
  const { issues } = toInvalidError(parsed.error, ctx.locale);
  throw new InvalidError(
    "invalid",
    issues.map((issue) => ({ ...issue, path: ["params", issue.path].filter(Boolean).join(".") })),
  );
}

/** The id of the row that all widgets share which ask an integration the same; made where there is none. */
export async function sharedSignal(
  tx: Tx,
  project: LockedProject,
  integrationId: string,
  { name, params }: AskedSignal,
): Promise<string> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO signals (id, organization_id, project_id, integration_id, name, params, key, next_read_at)
    VALUES (${uuidv7()}::uuid, ${project.organizationId}::uuid, ${project.id}::uuid,
      ${integrationId}::uuid, ${name}, ${JSON.stringify(params)}::jsonb, ${signalKey(name, params)}, now())
    ON CONFLICT (integration_id, key) DO UPDATE SET key = excluded.key
    RETURNING id`;
  if (!row) throw new Error("no signal was stored");
  return row.id;
}

/** A refusal of one field. */
export function refused(path: string, code: string): InvalidError {
  return new InvalidError(code, [{ path, code }]);
}
