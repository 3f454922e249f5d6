import { openIntegration } from "#lib/integrations/open-integration.ts";
import type { SignalReading } from "#lib/integrations/provider.ts";
import type { ProviderError } from "#lib/integrations/provider-error.ts";
import { readSignal, toFailure } from "#lib/integrations/run-check.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { db } from "#lib/platform/db/read.ts";
import { NotFoundError } from "#lib/platform/errors.ts";
import type { Input, Output } from "#lib/platform/http/endpoint.ts";
import { findProject } from "#lib/projects/queries.ts";
import type { trySignalEndpoint } from "./live-contract.ts";

const LONGEST_MS = 20_000;

/**
 * Reads a signal once through its provider and stores nothing. Returns what it says, or the reason
 * and the provider's words. Throws NotFoundError for an integration that is not there.
 */
export async function trySignal(
  ctx: Context,
  input: Input<typeof trySignalEndpoint>,
): Promise<Output<typeof trySignalEndpoint>> {
  const { id: projectId } = await findProject(ctx, input.projectId, "widgets.manage");
  const stored = await db.integration.findFirst({
    where: {
      ...{ id: input.integrationId, projectId, organizationId: ctx.organizationId },
      removedAt: null,
    },
    select: { id: true, provider: true, config: true, credentials: true },
  });
  if (!stored) throw new NotFoundError("integration_not_found");
  const started = performance.now();
  let masked = (text: string) => text;
  const answer = (reading: SignalReading, failure?: ProviderError) => ({
    value: reading.value,
    series: reading.series ?? [],
    rows: reading.rows ?? [],
    reason: failure?.reason ?? null,
    detail: failure?.detail ? masked(failure.detail) : null,
    milliseconds: Math.round(performance.now() - started),
  });
  try {
    const open = openIntegration(stored, AbortSignal.timeout(LONGEST_MS));
    masked = open.reader.masked;
    try {
      const { provider, source } = open;
      return answer(await readSignal(provider, source, input.signal, input.params));
    } finally {
      await open.close();
    }
  } catch (error) {
    return answer({ value: null }, toFailure(error));
  }
}
