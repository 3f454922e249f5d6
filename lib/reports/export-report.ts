import type { Context } from "#lib/platform/auth/context.ts";
import { attachment } from "#lib/platform/http/attachment.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import { findProject } from "#lib/projects/queries.ts";
import { renderCsv, type CsvColumn } from "#lib/templates/csv.ts";
import type { exportProjectReportEndpoint, ProjectReport, ReportTable } from "./contract.ts";
import { getProjectReport } from "./queries.ts";

type Cell = string | number | null;
type Sheet = { headers: string[]; rows: Cell[][] };

const sheets: Record<ReportTable, (report: ProjectReport) => Sheet> = {
  "burn-up": ({ burnUp }) => ({
    headers: ["day", ...burnUp.phases.map((phase) => phase.code)],
    rows: burnUp.days.map(({ day, done }) => [day, ...done]),
  }),
  people: ({ people }) => ({
    headers: ["week", "person", "done"],
    rows: people.map(({ week, name, done }) => [week, name, done]),
  }),
  overdue: ({ overdue }) => ({
    headers: ["code", "title", "title_ko", "due_at", "days", "assignee"],
    rows: overdue.map((item) => [
      ...[item.code, item.title, item.titleKo],
      ...[item.dueAt, item.days, item.assigneeName],
    ]),
  }),
  exceptions: ({ exceptions }) => ({
    headers: ["code", "title", "title_ko", "kind", "reason", "by", "at", "until"],
    rows: exceptions.map((item) => [
      ...[item.code, item.title, item.titleKo, item.kind],
      ...[item.reason, item.byName, item.at, item.until],
    ]),
  }),
};

/** One table of the report as a CSV file. */
export async function exportProjectReport(
  ctx: Context,
  input: Input<typeof exportProjectReportEndpoint>,
): Promise<Response> {
  const { slug } = await findProject(ctx, input.projectId);
  const { headers, rows } = sheets[input.table](await getProjectReport(ctx, input));
  const columns = headers.map((header, index): CsvColumn<Cell[]> => ({
    header,
    value: (row) => row[index] ?? null,
  }));
  return new Response(renderCsv(columns, rows), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": attachment(`${slug}-${input.table}`, "csv"),
      "cache-control": "private, no-store",
    },
  });
}
