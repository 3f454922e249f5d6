import { uuidv7 } from "uuidv7";
import type { Context } from "#lib/platform/auth/context.ts";
import { InvalidError } from "#lib/platform/errors.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import { logger } from "#lib/platform/log/logger.ts";
import { findProject } from "#lib/projects/queries.ts";
import { signedCheckpoint } from "./audit-key.ts";
import { listChains, readChainEnd, readChainRows, type Chain } from "./chain-rows.ts";
import type { exportOrganizationAuditEndpoint, exportProjectAuditEndpoint } from "./contract.ts";
import { eventsAsCsv } from "./export-csv.ts";
import { assertReadsOrganization, listOrganizationAudit, listProjectAudit } from "./queries.ts";
import { findEventFault, NO_HASH } from "./verify-chain.mjs";

const PAGE = 500;
const CSV_PAGE = 200;
const encoder = new TextEncoder();

/**
 * A project's audit log as a download, sent page by page. Throws InvalidError
 * (`audit_export_filtered`) for JSON Lines with filters: only a whole chain can be verified.
 */
export async function exportProjectAudit(
  ctx: Context,
  input: Input<typeof exportProjectAuditEndpoint>,
): Promise<Response> {
  const { format, projectId, ...filters } = input;
  const { id, slug, name } = await findProject(ctx, projectId, "audit.project");
  if (format === "csv") {
    const list = (cursor?: string) =>
      listProjectAudit(ctx, { ...filters, projectId: id, cursor, limit: CSV_PAGE });
    return download(ctx, slug, "csv", eventsAsCsv(list));
  }
  assertUnfiltered(filters);
  return download(ctx, slug, "jsonl", chainsAsLines(ctx, [{ id, project: { slug, name } }]));
}

/** The audit logs of the organisation and all its projects as a download; throws as the other does. */
export async function exportOrganizationAudit(
  ctx: Context,
  input: Input<typeof exportOrganizationAuditEndpoint>,
): Promise<Response> {
  assertReadsOrganization(ctx);
  const { format, ...filters } = input;
  if (format === "csv") {
    const list = (cursor?: string) =>
      listOrganizationAudit(ctx, { ...filters, cursor, limit: CSV_PAGE });
    return download(ctx, "organization", "csv", eventsAsCsv(list));
  }
  assertUnfiltered(filters);
  return download(ctx, "organization", "jsonl", chainsAsLines(ctx, await listChains(ctx)));
}

function assertUnfiltered(filters: Record<string, unknown>): void {
  const used = Object.entries(filters).filter(([, value]) => value !== undefined);
  if (used.length === 0) return;
  throw new InvalidError(
    "audit_export_filtered",
    used.map(([path]) => ({ path, code: "audit_export_filtered" })),
  );
}

/**
 * Each chain's events as they were hashed, then a signed checkpoint. A chain that does not hold
 * ends the export with a line that says so, unsigned: nothing is vouched for that is known to be bad.
 */
async function* chainsAsLines(
  ctx: Context,
  chains: readonly Chain[],
): AsyncGenerator<string, void> {
  const name = uuidv7();
  for (const [index, chain] of chains.entries()) {
    const { size } = await readChainEnd(ctx, chain);
    const tail = { stream: chain.id, seq: 0, hash: NO_HASH };
    while (tail.seq < size) {
      const rows = await readChainRows(chain.id, tail.seq, size, PAGE);
      if (rows.length === 0) {
        yield faultLine(tail, "missing_events");
        return;
      }
      const lines: string[] = [];
      for (const { seq, body, hash } of rows) {
        const broken = findEventFault(tail, body, hash);
        if (broken) {
          yield lines.join("") + faultLine(tail, broken);
          return;
        }
        lines.push(`${JSON.stringify({ body, hash })}\n`);
        Object.assign(tail, { seq, hash });
      }
      yield lines.join("");
    }
    const place = { export: name, part: index + 1, parts: chains.length };
    const checkpoint = { ...place, at: ctx.now().toISOString(), size, hash: tail.hash };
    yield `${signedCheckpoint({ ...checkpoint, stream: chain.id })}\n`;
  }
}

function faultLine({ stream, seq }: { stream: string; seq: number }, reason: string): string {
  return `${JSON.stringify({ fault: { reason, seq: seq + 1, stream } })}\n`;
}

function download(
  ctx: Context,
  name: string,
  format: "jsonl" | "csv",
  parts: AsyncGenerator<string, void>,
): Response {
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const next = await parts.next();
        if (next.done) controller.close();
        else controller.enqueue(encoder.encode(next.value));
      } catch (error) {
        logger.error({ err: error, requestId: ctx.requestId }, "audit export was cut off");
        controller.error(error);
      }
    },
    cancel: async () => void (await parts.return(undefined)),
  });
  const file = `preflight-audit-${name}-${ctx.now().toISOString().slice(0, 10)}.${format}`;
  return new Response(body, {
    headers: {
      "content-type": format === "csv" ? "text/csv; charset=utf-8" : "application/jsonl",
      "content-disposition": `attachment; filename="${encodeURIComponent(file)}"; filename*=UTF-8''${encodeURIComponent(file)}`,
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  });
}
