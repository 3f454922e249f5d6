"use client";

import { useFormatter, useTranslations } from "next-intl";

import type { Reading } from "#lib/checks/contract.ts";

type Facts = Reading["seen"];

/** What was seen and the figures that decided, in the service's own terms. */
export function ReadingFacts({ seen, limit }: Pick<Reading, "seen" | "limit">) {
  const t = useTranslations("checks");
  return (
    <>
      <FactList label={t("seen")} facts={seen} />
      <FactList label={t("limit")} facts={limit} />
    </>
  );
}

function FactList({ label, facts }: { label: string; facts: Facts }) {
  const entries = Object.entries(facts);
  if (entries.length === 0) return null;
  return (
    <div className="grid grid-cols-[4.5rem_minmax(0,1fr)] gap-x-2 text-xs">
      <span className="text-muted">{label}</span>
      <dl className="flex flex-col gap-0.5 font-mono">
        {entries.map(([name, value]) => (
          <div key={name} className="flex flex-wrap gap-x-1.5">
            <dt className="text-muted">{name}:</dt>
            <dd className="min-w-0 break-all">{wordsOf(value)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

const wordsOf = (value: Facts[string]): string =>
  Array.isArray(value) ? value.join(", ") || "—" : String(value ?? "—");

/** The requests that a reading made, with the beginning of each answer. */
export function ReadingRequests({ requests }: Pick<Reading, "requests">) {
  const t = useTranslations("checks");
  const format = useFormatter();
  return (
    <ol className="flex flex-col gap-2">
      {requests.map(({ request, status, excerpt, at, milliseconds }, index) => (
        <li key={`${at} ${index}`} className="flex flex-col gap-1 font-mono text-xs">
          <span className="break-all">{request}</span>
          <span className="text-muted">
            {[
              status === null ? null : String(status),
              t("milliseconds", { count: Math.round(milliseconds) }),
              format.dateTime(new Date(at), "exact"),
            ]
              .filter(Boolean)
              .join(" · ")}
          </span>
          {excerpt && (
            <pre className="rounded-md bg-sunken p-2 break-all whitespace-pre-wrap">{excerpt}</pre>
          )}
        </li>
      ))}
    </ol>
  );
}
