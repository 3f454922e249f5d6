"use client";

import { useFormatter, useTranslations } from "next-intl";

import { Cell, HeaderCell, Row, Table } from "#components/ui/table.tsx";
import type { BurnUp } from "#lib/reports/contract.ts";
import { useFormatDay } from "./use-format-day.ts";

/** The figures behind the burn-up, latest day first, folded until asked for. */
export function BurnUpTable({ burnUp }: { burnUp: BurnUp }) {
  const t = useTranslations("reports");
  const format = useFormatter();
  const formatDay = useFormatDay();
  return (
    <details className="mt-4 text-sm [&:not([open])]:print:hidden">
      <summary className="w-fit rounded-sm py-1 text-muted hover:text-ink pointer-coarse:py-3">
        {t("burnUp.table")}
      </summary>
      <div className="mt-1 max-h-80 max-w-2xl overflow-y-auto print:max-h-none print:overflow-visible">
        <Table label={t("burnUp.table")}>
          <thead>
            <tr>
              <HeaderCell>{t("burnUp.day")}</HeaderCell>
              {burnUp.phases.map((phase) => (
                <HeaderCell key={phase.id} numeric>
                  {phase.code}
                </HeaderCell>
              ))}
              <HeaderCell numeric>{t("burnUp.all")}</HeaderCell>
            </tr>
          </thead>
          <tbody>
            {burnUp.days.toReversed().map(({ day, done }) => (
              <Row key={day}>
                <Cell className="h-7! whitespace-nowrap">{formatDay(day, { year: true })}</Cell>
                {done.map((count, index) => (
                  <Cell key={burnUp.phases[index]?.id} numeric className="h-7!">
                    {format.number(count)}
                  </Cell>
                ))}
                <Cell numeric className="h-7! font-medium">
                  {format.number(done.reduce((sum, each) => sum + each, 0))}
                </Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      </div>
    </details>
  );
}
