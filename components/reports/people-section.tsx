"use client";

import { clsx } from "clsx";
import { useFormatter, useTranslations } from "next-intl";

import { Avatar } from "#components/ui/avatar.tsx";
import { Cell, HeaderCell, Row, Table } from "#components/ui/table.tsx";
import type { ProjectReport } from "#lib/reports/contract.ts";
import { wallTime } from "./burn-up-scale.ts";
import { CsvLink } from "./csv-link.tsx";
import { toPeopleGrid, type PeopleGrid } from "./people-grid.ts";
import { Section } from "./section.tsx";
import { useFormatDay } from "./use-format-day.ts";

interface PeopleSectionProps {
  projectId: string;
  report: ProjectReport;
}

const WEEKS = 12;

/** Who finished how much in which week: figures on a ground that is darker where there were more. */
export function PeopleSection({ projectId, report }: PeopleSectionProps) {
  const t = useTranslations("reports");
  const { at, timeZone, people } = report;
  const today = new Date(wallTime(at, timeZone)).toISOString().slice(0, 10);
  return (
    <Section
      id="people"
      title={t("people.title")}
      about={people.length > 0 && t("people.about")}
      actions={
        people.length > 0 && (
          <CsvLink
            projectId={projectId}
            table="people"
            timeZone={timeZone}
            title={t("people.title")}
          />
        )
      }
    >
      {people.length === 0 ? (
        <p className="text-muted">{t("people.none")}</p>
      ) : (
        <Grid grid={toPeopleGrid(people, today, WEEKS)} />
      )}
    </Section>
  );
}

function Grid({ grid }: { grid: PeopleGrid }) {
  const t = useTranslations("reports");
  const format = useFormatter();
  const formatDay = useFormatDay();
  const total = "h-8! border-t border-line-strong font-medium";
  return (
    <Table label={t("people.title")} className="w-auto! break-inside-avoid">
      <thead>
        <tr>
          <HeaderCell className="sticky left-0 bg-canvas pr-6">{t("people.person")}</HeaderCell>
          {grid.hasEarlier && <HeaderCell numeric>{t("people.earlier")}</HeaderCell>}
          {grid.weeks.map((week) => (
            <HeaderCell key={week} numeric className="print:px-1 print:whitespace-normal">
              <span aria-hidden>{formatDay(week)}</span>
              <span className="sr-only">{t("people.week", { date: formatDay(week) })}</span>
            </HeaderCell>
          ))}
          <HeaderCell numeric>{t("people.all")}</HeaderCell>
        </tr>
      </thead>
      <tbody>
        {grid.people.map(({ userId, name, done, earlier, total: all }) => (
          <Row key={userId} className="border-b-canvas">
            <Cell className="sticky left-0 h-8! bg-canvas pr-6">
              <span className="flex items-center gap-2 whitespace-nowrap">
                <Avatar name={name} size="xs" />
                {name}
              </span>
            </Cell>
            {grid.hasEarlier && (
              <Cell numeric className="h-8! text-muted">
                {format.number(earlier)}
              </Cell>
            )}
            {done.map((count, index) => (
              <HeatCell key={grid.weeks[index]} count={count} most={grid.most} />
            ))}
            <Cell numeric className="h-8! font-medium">
              {format.number(all)}
            </Cell>
          </Row>
        ))}
        <Row>
          <Cell className={`sticky left-0 bg-canvas pr-6 ${total}`}>{t("people.all")}</Cell>
          {grid.hasEarlier && (
            <Cell numeric className={total}>
              {format.number(grid.earlier)}
            </Cell>
          )}
          {grid.totals.map((count, index) => (
            <Cell key={grid.weeks[index]} numeric className={total}>
              {format.number(count)}
            </Cell>
          ))}
          <Cell numeric className={total}>
            {format.number(grid.total)}
          </Cell>
        </Row>
      </tbody>
    </Table>
  );
}

function HeatCell({ count, most }: { count: number; most: number }) {
  const format = useFormatter();
  // Light enough under text in both themes.
  const share = count > 0 ? Math.round(8 + (26 * count) / Math.max(1, most)) : 0;
  return (
    <Cell
      numeric
      className={clsx("h-8! min-w-14 print:min-w-0", count === 0 && "text-faint")}
      style={{ background: `color-mix(in oklab, var(--color-done) ${share}%, transparent)` }}
    >
      {format.number(count)}
    </Cell>
  );
}
