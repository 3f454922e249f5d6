"use client";

import { clsx } from "clsx";
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
// On phones, one cell says it all, one thing below the other.
const wideOnly = "max-sm:hidden";

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
            <HeaderCell className={wideOnly}>{t("exceptions.kind")}</HeaderCell>
            <HeaderCell className={wideOnly}>{t("exceptions.reason")}</HeaderCell>
            <HeaderCell className={wideOnly}>{t("exceptions.by")}</HeaderCell>
            <HeaderCell className={wideOnly}>{t("exceptions.when")}</HeaderCell>
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

type Exception = ProjectReport["exceptions"][number];

function ExceptionRow({ slug, item }: { slug: string; item: Exception }) {
  return (
    <Row interactive>
      <ItemCell slug={slug} item={item} className="sm:min-w-56">
        <div className="mt-1 flex flex-col gap-1 pb-1 sm:hidden">
          <p className="break-words">
            <Reason item={item} />
          </p>
          <p className="flex flex-wrap items-center gap-x-3 gap-y-0.5 text-xs text-muted">
            <Kind item={item} />
            <span>{item.byName}</span>
            <When item={item} />
          </p>
        </div>
      </ItemCell>
      <Cell className={clsx(wideOnly, "whitespace-nowrap print:whitespace-normal")}>
        <Kind item={item} />
      </Cell>
      <Cell className={clsx(wideOnly, "min-w-48 py-1.5 print:min-w-0")}>
        <Reason item={item} />
      </Cell>
      <Cell className={clsx(wideOnly, "whitespace-nowrap print:whitespace-normal")}>
        {item.byName}
      </Cell>
      <Cell className={clsx(wideOnly, "whitespace-nowrap text-muted")}>
        <When item={item} />
      </Cell>
    </Row>
  );
}

function Kind({ item }: { item: Exception }) {
  const t = useTranslations("reports");
  return (
    <span className="flex items-center gap-1.5">
      <StateMark state="waived" className="size-3.5" />
      {t(`exceptions.${item.kind}`)}
    </span>
  );
}

function Reason({ item }: { item: Exception }) {
  const t = useTranslations("reports");
  return item.reason ?? <span className="text-faint">{t("exceptions.noReason")}</span>;
}

function When({ item }: { item: Exception }) {
  const t = useTranslations("reports");
  const format = useFormatter();
  const day = (moment: string) => format.dateTime(new Date(moment), "day");
  return (
    <>
      {item.at && <span>{day(item.at)}</span>}
      {item.until && (
        <span className="sm:block">{t("exceptions.until", { date: day(item.until) })}</span>
      )}
    </>
  );
}
