"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";

import { buttonStyle } from "#components/ui/button-style.ts";
import { exportProjectReport } from "#lib/api-client/project-operations.ts";
import { endpointUrl } from "#lib/api-client/call.ts";
import type { ReportTable } from "#lib/reports/contract.ts";

interface CsvLinkProps {
  projectId: string;
  table: ReportTable;
  timeZone: string;
  /** What the table is called on the page. */
  title: string;
}

/** Downloads one table of the report, complete, for a spreadsheet. */
export function CsvLink({ projectId, table, timeZone, title }: CsvLinkProps) {
  const t = useTranslations("reports");
  const params = { projectId };
  return (
    <a
      href={endpointUrl(exportProjectReport, { params, query: { table, timeZone } })}
      download
      aria-label={t("report.csvOf", { table: title })}
      className={buttonStyle("secondary", "sm")}
    >
      <Download aria-hidden className="size-3.5" />
      {t("report.csv")}
    </a>
  );
}
