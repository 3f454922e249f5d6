"use client";

import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import type { ProviderReport } from "#lib/sso/contract.ts";

/** What a provider said of itself when it was tested. */
export function ProviderReportView({ report }: { report: ProviderReport }) {
  const t = useTranslations("sso");
  const rows: [string, string | null][] = [
    [t("report.issuer"), report.issuer],
    [t("report.authorization"), report.authorizationEndpoint],
    [t("report.token"), report.tokenEndpoint],
    [t("report.userinfo"), report.userinfoEndpoint],
    [t("report.keys"), report.jwksUri && `${report.jwksUri} (${report.keys ?? 0})`],
    [t("report.algorithms"), report.algorithms.join(", ") || null],
    [t("report.pkce"), report.pkce === null ? null : report.pkce ? "S256" : t("report.noPkce")],
  ];
  return (
    <div className="rounded-md border border-line bg-sunken px-3 py-2">
      <p>
        <Badge tone="done">{t("report.ok")}</Badge>
      </p>
      <dl className="mt-2 grid gap-x-4 gap-y-1 text-sm sm:grid-cols-[11rem_minmax(0,1fr)]">
        {rows.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="font-mono break-all">{value ?? t("report.none")}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
