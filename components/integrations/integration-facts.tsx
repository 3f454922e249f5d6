"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import type { Integration } from "#lib/integrations/contract.ts";
import { StateBadge } from "./state-badge.tsx";
import { useWords } from "./use-words.ts";

const accessMarks = {
  granted: "done",
  missing: "fail",
  no_plan: "fail",
  unknown: "unknown",
} as const;

/** How an integration stands, in words and moments. */
export function IntegrationFacts({ integration }: { integration: Integration }) {
  const t = useTranslations("integrations");
  const words = useWords(integration.provider);
  const { state, account, failure, failedAt, retryAt, openUntil, skewSeconds } = integration;
  const waitsUntil = openUntil ?? retryAt;
  const permissions = Object.entries(integration.access);
  return (
    <dl className="grid gap-x-6 gap-y-2 border-y border-line py-4 sm:grid-cols-[11rem_minmax(0,1fr)]">
      <Fact name={t("detail.state")}>
        <StateBadge state={state} />
      </Fact>
      {account && <Fact name={t("detail.account")}>{account}</Fact>}
      <Fact name={t("detail.lastSuccess")}>
        <Moment value={integration.succeededAt} />
      </Fact>
      {failure && (
        <Fact name={t("detail.lastFailure")}>
          <Moment value={failedAt} />
          <span className="block max-w-[72ch]">{t(`reasons.${failure}`)}</span>
          {integration.failureDetail && (
            <code className="block font-mono text-xs break-all text-muted">
              {integration.failureDetail}
            </code>
          )}
        </Fact>
      )}
      {waitsUntil && (
        <Fact name={t("detail.retry")}>
          <RelativeTime value={waitsUntil} />
        </Fact>
      )}
      <Fact name={t("detail.tested")}>
        <Moment value={integration.testedAt} />
      </Fact>
      {permissions.length > 0 && (
        <Fact name={t("detail.permissions")}>
          <ul className="flex flex-wrap gap-x-4 gap-y-1">
            {permissions.map(([name, access]) => (
              <li key={name} className="inline-flex items-center gap-1.5">
                <StateMark state={accessMarks[access]} className="size-3" />
                {words.permission(name)}
                <span className="text-sm text-muted">{t(`accessState.${access}`)}</span>
              </li>
            ))}
          </ul>
        </Fact>
      )}
      {skewSeconds !== null && (
        <Fact name={t("detail.skew")}>
          {t("detail.skewValue", { seconds: Math.abs(skewSeconds) })}
        </Fact>
      )}
      <Fact name={t("detail.interval")}>
        <Interval seconds={integration.intervalSeconds} />
      </Fact>
      <Fact name={t("detail.credentials")}>
        {integration.credentials.map(words.field).join(", ") || t("none")}
      </Fact>
      <Configuration integration={integration} />
    </dl>
  );
}

/** What is set, and not empty. */
function Configuration({ integration }: { integration: Integration }) {
  const t = useTranslations("integrations");
  const words = useWords(integration.provider);
  const set = Object.entries(integration.config).filter(([, value]) => String(value) !== "");
  return (
    <Fact name={t("detail.configuration")}>
      <ul className="flex flex-col gap-0.5">
        {set.map(([name, value]) => (
          <li key={name} className="min-w-0">
            <span className="text-muted">{words.field(name)}</span>{" "}
            <span className="font-mono text-sm break-all">
              {typeof value === "boolean" ? t(value ? "yes" : "no") : shortened(String(value))}
            </span>
          </li>
        ))}
      </ul>
    </Fact>
  );
}

const LONGEST = 200;
const shortened = (text: string): string =>
  text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;

function Interval({ seconds }: { seconds: number }) {
  const t = useTranslations("integrations");
  const key = `form.intervals.${seconds}`;
  return t.has(key) ? t(key) : t("form.seconds", { count: seconds });
}

function Moment({ value }: { value: string | null }) {
  const t = useTranslations("integrations");
  return value ? <RelativeTime value={value} /> : t("never");
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-muted max-sm:mt-1 max-sm:text-sm">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}
