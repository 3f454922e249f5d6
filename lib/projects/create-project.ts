import { uuidv7 } from "uuidv7";
import { insertChecklist } from "#lib/checklist/insert-checklist.ts";
import {
  auditedChange,
  auditedChangeWithin,
  type Change,
} from "#lib/platform/audit/audited-change.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { can } from "#lib/platform/auth/permissions.ts";
import { sha256 } from "#lib/platform/crypto/keys.ts";
import type { Tx } from "#lib/platform/db/client.ts";
import { ForbiddenError, InvalidError } from "#lib/platform/errors.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import { InvalidChecklistError, type ParsedChecklist } from "#lib/templates/checklist.ts";
import { parseChecklist } from "#lib/templates/parse-markdown.ts";
import { latestCatalog } from "#lib/templates/queries.ts";
import type { createProjectEndpoint, ProjectSummary } from "./contract.ts";
import { freeSlug, slugOf } from "./slug.ts";
import { projectSummary } from "./project-summary.ts";

type NewProject = Input<typeof createProjectEndpoint>;

export type Source = {
  checklist: ParsedChecklist;
  scope: "core" | "complete";
  templateVersionId: string | null;
  /** What the audit log keeps of where the checklist came from. */
  from: Record<string, string | number>;
};

/**
 * Creates a project with its whole checklist and returns it. Throws ForbiddenError for all but
 * owners and administrators, InvalidError (field `markdown`, with the line) for a bad checklist.
 */
export async function createProject(ctx: Context, input: NewProject): Promise<ProjectSummary> {
  if (!can(ctx.organizationRole, "projects.create")) throw new ForbiddenError();
  const source = await readSource(input);
  return auditedChange(
    ctx,
    "project",
    (tx) => insertProject(tx, ctx, input, source),
    (change) => fillProject(change, ctx, source),
  );
}

/** Creates a project from what `readSource` read, in the transaction that creates its organisation. */
export function createProjectWithin(
  tx: Tx,
  ctx: Context,
  input: NewProject,
  source: Source,
): Promise<ProjectSummary> {
  return auditedChangeWithin(
    tx,
    ctx,
    "project",
    () => insertProject(tx, ctx, input, source),
    (change) => fillProject(change, ctx, source),
  );
}

async function fillProject(
  { tx, row, now, record }: Change<Awaited<ReturnType<typeof insertProject>>>,
  ctx: Context,
  source: Source,
): Promise<ProjectSummary> {
  const revision = record({
    action: "project.created",
    subject: { type: "project", id: row.id },
    after: {
      name: row.name,
      slug: row.slug,
      description: row.description,
      scope: row.scope,
      startAt: row.startAt.toISOString(),
      itemCount: source.checklist.itemCount,
      from: source.from,
    },
  });
  const { organizationId, userId } = ctx;
  const place = { organizationId, projectId: row.id, userId, startAt: row.startAt, now, revision };
  await insertChecklist(tx, place, source.checklist);
  return projectSummary(tx, ctx, row.id, revision);
}

/** The checklist behind a new project; throws as `createProject` does, before anything is written. */
export async function readSource(input: NewProject): Promise<Source> {
  if (input.source === "catalog") {
    const { id, version, checklist } = await latestCatalog();
    const from = { catalogVersion: version };
    return { checklist, scope: input.scope, templateVersionId: id, from };
  }
  try {
    const checklist = parseChecklist(input.markdown);
    const from = { markdownSha256: Buffer.from(sha256(input.markdown)).toString("hex") };
    return { checklist, scope: "complete", templateVersionId: null, from };
  } catch (error) {
    if (!(error instanceof InvalidChecklistError)) throw error;
    const params = { line: error.line ?? 0, ...error.params };
    throw new InvalidError("checklist_invalid", [
      { path: "markdown", code: `checklist_${error.code}`, params },
    ]);
  }
}

async function insertProject(tx: Tx, ctx: Context, input: NewProject, source: Source) {
  // Creations in one organisation wait for each other, so that no two take the same slug.
  await tx.$queryRaw`SELECT 1 FROM organizations WHERE id = ${ctx.organizationId}::uuid FOR UPDATE`;
  const slug = slugOf(input.name);
  const similar = await tx.project.findMany({
    where: { organizationId: ctx.organizationId, slug: { startsWith: slug } },
    select: { slug: true },
  });
  const now = ctx.now();
  return tx.project.create({
    data: {
      id: uuidv7(),
      organizationId: ctx.organizationId,
      slug: freeSlug(slug, new Set(similar.map((project) => project.slug))),
      name: input.name,
      description: input.description,
      scope: source.scope,
      templateVersionId: source.templateVersionId,
      startAt: input.startAt ? new Date(input.startAt) : now,
      createdAt: now,
    },
  });
}
