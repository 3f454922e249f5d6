import { exportProjectAudit } from "#lib/audit/export-audit.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { createBareProject, renameProject } from "./bare-project.ts";

/** How many events the export of a renamed project holds. */
export const EVENTS = 40;

export async function exportOf(ctx: Context, projectId: string): Promise<Buffer> {
  const response = await exportProjectAudit(ctx, { projectId, format: "jsonl" });
  return Buffer.from(await response.arrayBuffer());
}

/** The export of a new project that was renamed again and again. */
export async function exportRenamed(
  ctx: Context,
  name: string,
): Promise<{ projectId: string; exported: Buffer }> {
  const projectId = await createBareProject(ctx.organizationId);
  for (let count = 0; count < EVENTS; count += 1) {
    await renameProject(ctx, projectId, `${name} ${count} 이름 "${count}"`);
  }
  return { projectId, exported: await exportOf(ctx, projectId) };
}

/** Lines with their newlines; what follows the last newline is a line too. */
export function linesOf(bytes: Buffer): string[] {
  return bytes
    .toString("latin1")
    .split(/(?<=\n)/)
    .filter(Boolean);
}

export const joined = (lines: readonly string[]): Buffer => Buffer.from(lines.join(""), "latin1");
