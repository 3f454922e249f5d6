"use client";

import { useFormatter, useTranslations } from "next-intl";

import { StateMark } from "#components/ui/state-mark.tsx";
import { Cell, HeaderCell, Row, Table } from "#components/ui/table.tsx";
import type { ProjectReport } from "#lib/reports/contract.ts";
import { CsvLink } from "./csv-link.tsx";
import { ItemCell } from "./item-cell.tsx";
import { MoreButton } from "./more-button.tsx";
import { Section } from "./section.tsx";
import { useMore } from "./use-more.ts";

interface ExceptionsSectionProps {
  projectId: string;
  slug: string;
  report: ProjectReport;
}

const FEW = 20;

/** What leaves the denominator, why, and who says so. */
export function ExceptionsSection({ projectId, slug, report }: ExceptionsSectionProps) {
  const t = useTranslations("reports");
  const { exceptions, timeZone } = report;
  const { shown, hidden, all, toggle } = useMore(exceptions, FEW);
  if (exceptions.length === 0) {
    return (
      <Section id="exceptions" title={t("exceptions.title")}>
        <p className="text-muted">{t("exceptions.none")}</p>
      </Section>
    );
  }
  return (
    <Section
      id="exceptions"
      title={t("exceptions.title")}
      about={t("exceptions.about")}
      actions={
        <CsvLink
          projectId={projectId}
          table="exceptions"
          timeZone={timeZone}
          title={t("exceptions.title")}
        />
      }
    >
      <Table label={t("exceptions.title")}>
        <thead>
          <tr>
            <HeaderCell>{t("exceptions.item")}</HeaderCell>
            <HeaderCell>{t("exceptions.kind")}</HeaderCell>
            <HeaderCell>{t("exceptions.reason")}</HeaderCell>
            <HeaderCell>{t("exceptions.by")}</HeaderCell>
            <HeaderCell>{t("exceptions.when")}</HeaderCell>
          </tr>
        </thead>
        <tbody>
          {shown.map((item) => (
            <ExceptionRow key={item.id} slug={slug} item={item} />
          ))}
        </tbody>
      </Table>
      {hidden && (
        <MoreButton shown={shown.length} count={exceptions.length} all={all} onToggle={toggle} />
      )}
    </Section>
  );
}

function ExceptionRow({ slug, item }: { slug: string; item: ProjectReport["exceptions"][number] }) {
  const t = useTranslations("reports");
  const format = useFormatter();
  return (
    <Row interactive>
      <ItemCell slug={slug} item={item} />
      <Cell className="whitespace-nowrap print:whitespace-normal">
        <span className="flex items-center gap-1.5">
          <StateMark state="waived" className="size-3.5" />
          {t(`exceptions.${item.kind}`)}
        </span>
      </Cell>
      <Cell className="min-w-48 py-1.5 print:min-w-0">
        {item.reason ?? <span className="text-faint">{t("exceptions.noReason")}</span>}
      </Cell>
      <Cell className="whitespace-nowrap print:whitespace-normal">{item.byName}</Cell>
      <Cell className="whitespace-nowrap text-muted">
        {item.at && format.dateTime(new Date(item.at), "day")}
        {item.until && (
          <span className="block">
            {t("exceptions.until", { date: format.dateTime(new Date(item.until), "day") })}
          </span>
        )}
      </Cell>
    </Row>
  );
}
