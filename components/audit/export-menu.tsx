"use client";

import { Download, FileJson, FileSpreadsheet } from "lucide-react";
import { useTranslations } from "next-intl";

import { Button } from "#components/ui/button.tsx";
import { Menu, MenuItem } from "#components/ui/menu.tsx";
import { exportOrganizationAudit, exportProjectAudit } from "#lib/api-client/audit-operations.ts";
import { endpointUrl } from "#lib/api-client/call.ts";
import type { AuditQuery } from "./filter-params.ts";
import type { AuditScope } from "./keys.ts";

interface ExportMenuProps {
  scope: AuditScope;
  /** What the list is narrowed to; CSV follows it, JSON Lines are always whole chains. */
  query: AuditQuery;
}

/** Downloads the log. */
export function ExportMenu({ scope, query }: ExportMenuProps) {
  const t = useTranslations("audit.export");
  const filtered = Object.keys(query).length > 0;
  return (
    <Menu
      trigger={
        <Button>
          <Download aria-hidden className="size-4" />
          {t("action")}
        </Button>
      }
    >
      <MenuItem
        icon={<FileJson aria-hidden className="size-4" />}
        onSelect={() => download(exportUrl(scope, { format: "jsonl" }))}
      >
        {t("jsonl")}
      </MenuItem>
      <MenuItem
        icon={<FileSpreadsheet aria-hidden className="size-4" />}
        onSelect={() => download(exportUrl(scope, { ...query, format: "csv" }))}
      >
        {t(filtered ? "csvFiltered" : "csv")}
      </MenuItem>
    </Menu>
  );
}

function exportUrl(scope: AuditScope, query: AuditQuery & { format: "jsonl" | "csv" }): string {
  if (scope.kind === "organization") return endpointUrl(exportOrganizationAudit, { query });
  const { project: _of, ...rest } = query;
  const params = { projectId: scope.projectId };
  return endpointUrl(exportProjectAudit, { params, query: rest });
}

/** By a link, so that the browser writes to disk what it receives and the page stays. */
function download(url: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = "";
  document.body.append(link);
  link.click();
  link.remove();
}
