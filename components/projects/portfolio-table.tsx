"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { honestShare } from "#components/ui/honest-share.ts";
import { Progress } from "#components/ui/progress.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import { Cell, HeaderCell, Row, Table } from "#components/ui/table.tsx";
import type { ProjectSummary } from "#lib/projects/contract.ts";
import { columns, countingItems, type Column } from "./project-figures.ts";

/** Phones show the other figures below the name. */
const onPhones: ReadonlySet<Column> = new Set(["name", "overdue"]);

interface PortfolioTableProps {
  projects: readonly ProjectSummary[];
  sort: Column;
  descending: boolean;
  onSort: (column: Column) => void;
}

/** One row a project: claimed, verified and waived apart, what is overdue, and since when it runs. */
export function PortfolioTable({ projects, sort, descending, onSort }: PortfolioTableProps) {
  const t = useTranslations("projects");
  const order = descending ? "descending" : "ascending";
  return (
    <Table label={t("title")} className="sm:min-w-[44rem]">
      <thead>
        <tr>
          {columns.map((column) => (
            <HeaderCell
              key={column}
              numeric={column === "overdue" || column === "waived"}
              sorted={column === sort ? order : "none"}
              onSort={() => onSort(column)}
              className={onPhones.has(column) ? undefined : "hidden sm:table-cell"}
            >
              {t(`columns.${column}`)}
            </HeaderCell>
          ))}
        </tr>
      </thead>
      <tbody>
        {projects.map((project) => (
          <ProjectRow key={project.id} project={project} />
        ))}
      </tbody>
    </Table>
  );
}

function ProjectRow({ project }: { project: ProjectSummary }) {
  const t = useTranslations("projects");
  const { readiness } = project;
  const href = `/projects/${encodeURIComponent(project.slug)}`;
  const counting = countingItems(readiness);
  return (
    <Row interactive>
      <Cell className="w-full max-w-0 sm:w-auto sm:max-w-96 sm:min-w-52">
        <span className="flex items-center gap-2">
          <Link
            href={href}
            className="min-w-0 font-medium break-words sm:truncate underline-offset-4 hover:underline pointer-coarse:py-1"
          >
            {project.name}
          </Link>
          {project.scope === "complete" && project.catalogVersion !== null && (
            <Badge>{t("scope.completeShort")}</Badge>
          )}
        </span>
        {project.description && (
          <span className="block truncate text-xs text-muted">{project.description}</span>
        )}
        <span className="flex flex-wrap items-center gap-x-3 sm:hidden">
          <Share label={t("columns.claimed")} part={readiness.done} whole={counting} tone="done" />
          <span className="text-xs text-muted">
            {t("briefFigures", { verified: readiness.verified, waived: readiness.waived })}
          </span>
        </span>
      </Cell>
      <Cell className="hidden sm:table-cell">
        <Share label={t("columns.claimed")} part={readiness.done} whole={counting} tone="done" />
      </Cell>
      <Cell className="hidden sm:table-cell">
        <Share
          label={t("columns.verified")}
          part={readiness.verified}
          whole={counting}
          tone="progress"
          href={`${href}/checklist?verdict=pass${countingOnly(readiness)}`}
        />
      </Cell>
      <Cell numeric className="hidden sm:table-cell">
        {readiness.waived > 0 ? (
          <Link
            href={`${href}/checklist?waived=true`}
            className="underline-offset-4 hover:underline"
          >
            {readiness.waived}
            <span className="sr-only">{t("columns.waived")}</span>
          </Link>
        ) : (
          <span className="text-faint">0</span>
        )}
      </Cell>
      <Cell numeric>
        {readiness.overdue > 0 ? (
          <Link
            href={`${href}/checklist?overdue=true`}
            className="inline-flex min-h-6 items-center gap-1.5 text-fail underline-offset-4 hover:underline"
          >
            <StateMark state="fail" className="size-3.5" />
            {readiness.overdue}
            <span className="sr-only">{t("columns.overdue")}</span>
          </Link>
        ) : (
          <span className="text-faint">0</span>
        )}
      </Cell>
      <Cell className="hidden whitespace-nowrap text-muted sm:table-cell">
        <RelativeTime value={project.startAt} />
      </Cell>
    </Row>
  );
}

/** Filters that leave out what does not count, where there is such a thing. */
function countingOnly({ waived, notApplicable }: ProjectSummary["readiness"]): string {
  return `${notApplicable > 0 ? "&claim=todo,in_progress,done" : ""}${waived > 0 ? "&waived=false" : ""}`;
}

interface ShareProps {
  label: string;
  part: number;
  whole: number;
  tone: "done" | "progress";
  /** The items behind it. */
  href?: string;
}

function Share({ label, part, whole, tone, href }: ShareProps) {
  const t = useTranslations("projects");
  const format = useFormatter();
  const text = t("ofTotal", { part, whole });
  return (
    <span className="flex min-w-36 items-center gap-2">
      <span className="figures w-10 sm:text-right">
        {format.number(honestShare(part, whole), "percent")}
      </span>
      <Progress
        label={label}
        value={part}
        max={whole}
        valueText={text}
        tone={tone}
        className="h-1 w-16"
      />
      <span className="figures text-xs whitespace-nowrap text-muted">
        {href && part > 0 ? (
          <Link href={href} className="underline-offset-4 hover:underline">
            {text}
            <span className="sr-only">{label}</span>
          </Link>
        ) : (
          text
        )}
      </span>
    </span>
  );
}
