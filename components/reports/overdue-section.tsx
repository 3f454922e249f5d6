"use client";

import { useFormatter, useTranslations } from "next-intl";

import { Avatar } from "#components/ui/avatar.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import { Cell, HeaderCell, Row, Table } from "#components/ui/table.tsx";
import type { ProjectReport } from "#lib/reports/contract.ts";
import { CsvLink } from "./csv-link.tsx";
import { ItemCell } from "./item-cell.tsx";
import { MoreButton } from "./more-button.tsx";
import { countByAge, overdueAges } from "./overdue-ages.ts";
import { Section } from "./section.tsx";
import { useMore } from "./use-more.ts";

interface OverdueSectionProps {
  projectId: string;
  slug: string;
  report: ProjectReport;
}

const FEW = 12;

/** Columns for which a phone has no room; it shows them below the item. */
const wideOnly = "max-sm:hidden";

/** What is late, by how much, and on whose desk it lies. */
export function OverdueSection({ projectId, slug, report }: OverdueSectionProps) {
  const t = useTranslations("reports");
  const { overdue, timeZone } = report;
  const { shown, hidden, all, toggle } = useMore(overdue, FEW);
  if (overdue.length === 0) {
    return (
      <Section id="overdue" title={t("overdue.title")}>
        <p className="flex items-center gap-2 text-muted">
          <StateMark state="done" />
          {t("overdue.none")}
        </p>
      </Section>
    );
  }
  return (
    <Section
      id="overdue"
      title={t("overdue.title")}
      about={t("overdue.about")}
      actions={
        <CsvLink
          projectId={projectId}
          table="overdue"
          timeZone={timeZone}
          title={t("overdue.title")}
        />
      }
    >
      <div className="grid items-start gap-x-10 gap-y-4 lg:grid-cols-[18rem_minmax(0,1fr)] print:block">
        <Ages overdue={overdue} />
        <div className="min-w-0 print:mt-4">
          <Table label={t("overdue.title")}>
            <thead>
              <tr>
                <HeaderCell>{t("overdue.item")}</HeaderCell>
                <HeaderCell className={wideOnly}>{t("overdue.assignee")}</HeaderCell>
                <HeaderCell className={wideOnly}>{t("overdue.due")}</HeaderCell>
                <HeaderCell numeric>{t("overdue.late")}</HeaderCell>
              </tr>
            </thead>
            <tbody>
              {shown.map((item) => (
                <OverdueRow key={item.id} slug={slug} item={item} />
              ))}
            </tbody>
          </Table>
          {hidden && (
            <MoreButton shown={shown.length} count={overdue.length} all={all} onToggle={toggle} />
          )}
        </div>
      </div>
    </Section>
  );
}

function Ages({ overdue }: Pick<ProjectReport, "overdue">) {
  const t = useTranslations("reports");
  const format = useFormatter();
  const counts = countByAge(overdue);
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-2 pt-2 text-sm print:max-w-md">
      {overdueAges.map((age) => (
        <div key={age} className="contents">
          <dt className="text-muted">{t(`overdue.age.${age}`)}</dt>
          <dd className="contents">
            <Progress
              label={t(`overdue.age.${age}`)}
              value={counts[age]}
              max={overdue.length}
              valueText={t("of", { part: counts[age], whole: overdue.length })}
              tone={age === "day" ? "stale" : "fail"}
              className="h-2.5 w-full rounded-sm!"
            />
            <span className="figures w-8 text-right">{format.number(counts[age])}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

type Overdue = ProjectReport["overdue"][number];

function OverdueRow({ slug, item }: { slug: string; item: Overdue }) {
  const t = useTranslations("reports");
  const format = useFormatter();
  const due = format.dateTime(new Date(item.dueAt), "short");
  return (
    <Row interactive>
      <ItemCell slug={slug} item={item}>
        <span className="flex flex-wrap gap-x-3 pb-1 text-xs text-muted sm:hidden">
          <Assignee item={item} />
          {due}
        </span>
      </ItemCell>
      <Cell className={wideOnly}>
        <Assignee item={item} />
      </Cell>
      <Cell className={`${wideOnly} whitespace-nowrap text-muted`}>{due}</Cell>
      <Cell className="text-right whitespace-nowrap text-fail tabular-nums">
        {t("overdue.days", { count: item.days })}
      </Cell>
    </Row>
  );
}

function Assignee({ item }: { item: Overdue }) {
  const t = useTranslations("reports");
  if (!item.assigneeName) return <span className="text-faint">{t("overdue.nobody")}</span>;
  return (
    <span className="flex items-center gap-1.5 whitespace-nowrap">
      <Avatar name={item.assigneeName} size="xs" />
      {item.assigneeName}
    </span>
  );
}
