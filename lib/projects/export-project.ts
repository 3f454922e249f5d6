import type { Heading, Item } from "#lib/checklist/contract.ts";
import { listHeadings, listItems, listNotes } from "#lib/checklist/queries.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { attachment } from "#lib/platform/http/attachment.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import { renderCsv } from "#lib/templates/csv.ts";
import { renderChecklist } from "#lib/templates/render-markdown.ts";
import type { exportProjectEndpoint, ProjectMember, ProjectSummary } from "./contract.ts";
import { toChecklist } from "./exported-checklist.ts";
import { exportColumns } from "./export-columns.ts";
import { getProject, listProjectMembers } from "./queries.ts";

export type ExportedProject = {
  project: ProjectSummary;
  headings: Heading[];
  items: Item[];
  members: ProjectMember[];
};

const forms = {
  markdown: { ending: "md", type: "text/markdown; charset=utf-8", render: toMarkdown },
  csv: { ending: "csv", type: "text/csv; charset=utf-8", render: toCsv },
  json: { ending: "json", type: "application/json", render: toJson },
};

// More than any checklist holds.
const ALL = 10_000;

/** The items in scope as a file: Markdown that imports to the same, CSV, or JSON with all there is. */
export async function exportProject(
  ctx: Context,
  input: Input<typeof exportProjectEndpoint>,
): Promise<Response> {
  const project = await getProject(ctx, input);
  const projectId = project.id;
  const [{ headings }, page, { members }] = await Promise.all([
    listHeadings(ctx, { projectId }),
    listItems(ctx, { projectId, limit: ALL }),
    listProjectMembers(ctx, { projectId }),
  ]);
  const { ending, type, render } = forms[input.format];
  const text = await render(ctx, { project, headings, items: page.parse().items, members });
  return new Response(text, {
    headers: {
      "content-type": type,
      "content-disposition": attachment(project.slug, ending),
      "cache-control": "private, no-store",
    },
  });
}

function toMarkdown(_ctx: Context, exported: ExportedProject): string {
  return renderChecklist(toChecklist(exported));
}

function toCsv(_ctx: Context, exported: ExportedProject): string {
  return renderCsv(exportColumns(exported), exported.items);
}

async function toJson(ctx: Context, exported: ExportedProject): Promise<string> {
  const { project, headings, items, members } = exported;
  const { evidence, comments } = await listNotes(ctx, project.id);
  const withNotes = items.map((item) => ({
    ...item,
    evidence: evidence.get(item.id) ?? [],
    comments: comments.get(item.id) ?? [],
  }));
  const file = { format: "preflight-project", version: 1, project, headings };
  return JSON.stringify({ ...file, items: withNotes, members }, null, 2);
}
