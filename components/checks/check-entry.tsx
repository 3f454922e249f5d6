"use client";

import { useTranslations } from "next-intl";
import Link from "next/link";

import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { useVerdictReason } from "#components/ui/use-verdict-reason.ts";
import { VerdictMark } from "#components/ui/verdict-mark.tsx";
import type { ItemCheck } from "#lib/checks/contract.ts";
import { CheckHistory } from "./check-history.tsx";
import { Disclosure } from "./disclosure.tsx";
import { ReadingFacts, ReadingRequests } from "./reading.tsx";

interface CheckEntryProps {
  project: { id: string; slug: string };
  check: ItemCheck;
  running: boolean;
}

/** One check: what it says and why, what it read and when, its rule, its history. */
export function CheckEntry({ project, check, running }: CheckEntryProps) {
  const t = useTranslations("checks");
  const verdicts = useTranslations("checklist.verdict");
  const { name, verdict, reading, ranAt, signal } = check;
  const reason = useReason(check);
  return (
    <li className="flex flex-col gap-1.5 py-2.5">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-sm">
        <span className="flex items-center gap-1.5 font-medium">
          {running ? (
            <Spinner className="size-3.5" />
          ) : (
            <VerdictMark verdict={verdict} className="size-3.5" />
          )}
          {verdicts(verdict)}
        </span>
        <span className="min-w-0 font-mono text-xs break-all text-muted">{name}</span>
        <span className="ml-auto text-xs text-muted">
          {ranAt ? t.rich("asOf", { time: () => <RelativeTime value={ranAt} /> }) : t("notRead")}
        </span>
      </p>
      {reason && <p className="text-sm break-words">{reason}</p>}
      {reading?.detail && <Detail check={check} detail={reading.detail} />}
      {reading && <ReadingFacts seen={reading.seen} limit={reading.limit} />}
      <Disclosure label={t("rule")}>
        <p className="text-sm break-words">{signal}</p>
      </Disclosure>
      {reading && reading.requests.length > 0 && (
        <Disclosure label={t("requests", { count: reading.requests.length })}>
          <ReadingRequests requests={reading.requests} />
        </Disclosure>
      )}
      <Disclosure label={t("history.title")}>
        <CheckHistory projectId={project.id} checkId={check.id} />
      </Disclosure>
      <Source slug={project.slug} check={check} />
    </li>
  );
}

/** Why nothing can be said, or that what is said is too old. */
function useReason({ verdict, reason, ranAt }: ItemCheck): string | null {
  const reasonOf = useVerdictReason();
  if (verdict === "stale") return reasonOf({ verdict, reason: "not_read" });
  return ranAt && verdict === "unknown" ? reasonOf({ verdict, reason }) : null;
}

/** The service's own words, or what the setting is called that somebody has to fill in. */
function Detail({ check, detail }: { check: ItemCheck; detail: string }) {
  const t = useTranslations("integrations");
  const places = [`settings.${detail}`, `fields.${check.provider}.${detail}`];
  const place = /^\w+$/.test(detail) ? places.find((each) => t.has(each)) : undefined;
  if (check.reason === "not_declared" && place) {
    return <p className="text-sm break-words text-muted">{t(place)}</p>;
  }
  return <code className="font-mono text-xs break-all text-muted">{detail}</code>;
}

function Source({ slug, check }: { slug: string; check: ItemCheck }) {
  const t = useTranslations("checks");
  const integrations = useTranslations("integrations");
  const { integrationId, integrationName, integrationState, nextRunAt } = check;
  const alone = ["paused", "open", "limited"].includes(integrationState);
  return (
    <p className="flex flex-wrap gap-x-3 gap-y-0.5 text-xs text-muted">
      <Link
        href={`/projects/${encodeURIComponent(slug)}/settings/integrations/${integrationId}`}
        className="min-w-0 rounded-sm break-words underline underline-offset-4 hover:text-ink"
      >
        {t("integration", { name: integrationName })}
      </Link>
      {integrationState !== "ok" && <span>{integrations(`state.${integrationState}`)}</span>}
      {!alone && <span>{t.rich("next", { time: () => <RelativeTime value={nextRunAt} /> })}</span>}
    </p>
  );
}
