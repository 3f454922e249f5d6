"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";

import type { Tone } from "#components/ui/badge.tsx";
import { honestShare } from "#components/ui/honest-share.ts";
import { Progress } from "#components/ui/progress.tsx";
import type { ProjectOverview } from "#lib/reports/contract.ts";
import { checklistHref, countingHref } from "./links.ts";
import { sumPhases } from "./readiness.ts";

interface ReadinessFiguresProps {
  slug: string;
  phases: ProjectOverview["phases"];
}

/** Claimed, verified and waived, each apart, by count and by weight: never one flattering number. */
export function ReadinessFigures({ slug, phases }: ReadinessFiguresProps) {
  const t = useTranslations("reports");
  const format = useFormatter();
  const standing = sumPhases(phases);
  const { total, counting, done, verified, waived, notApplicable, weight } = standing;
  const share = (part: number, whole: number): string =>
    format.number(honestShare(part, whole), "percent");
  const byWeight = (part: number): string =>
    t("figures.byWeight", { share: share(part, weight.counting) });
  return (
    <dl className="grid grid-cols-3 divide-x divide-line border-y border-line print:border-line-strong">
      <ReadinessFigure
        label={t("figures.claimed")}
        value={done}
        whole={counting}
        tone="done"
        href={done > 0 ? countingHref(slug, standing, { claim: "done" }) : null}
        notes={[share(done, counting), byWeight(weight.done)]}
      />
      <ReadinessFigure
        label={t("figures.verified")}
        value={verified}
        whole={counting}
        tone="progress"
        href={verified > 0 ? countingHref(slug, standing, { verdict: "pass" }) : null}
        notes={
          verified > 0
            ? [share(verified, counting), byWeight(weight.verified)]
            : [t("figures.nothingVerified")]
        }
      />
      <ReadinessFigure
        label={t("figures.waived")}
        value={waived}
        whole={total}
        tone="waived"
        href={waived > 0 ? checklistHref(slug, { waived: "true" }) : null}
        notes={[]}
        more={
          <Behind
            href={checklistHref(slug, { claim: "not_applicable" })}
            linked={notApplicable > 0}
            text={t("figures.notApplicable", { count: notApplicable })}
          />
        }
      />
    </dl>
  );
}

interface ReadinessFigureProps {
  label: string;
  value: number;
  whole: number;
  tone: Tone;
  /** The items behind it, where there are any. */
  href: string | null;
  notes: string[];
  more?: React.ReactNode;
}

function ReadinessFigure(props: ReadinessFigureProps) {
  const { label, value, whole, tone, href, notes, more } = props;
  const t = useTranslations("reports");
  const format = useFormatter();
  const number = <span className="figures text-2xl font-medium">{format.number(value)}</span>;
  return (
    <div className="flex min-w-0 flex-col gap-1.5 px-3 py-3 first:pl-0 last:pr-0 sm:px-6">
      <dt className="text-sm text-muted">{label}</dt>
      <dd className="flex flex-col gap-1.5">
        <span className="flex flex-wrap items-baseline gap-x-1.5">
          {href ? (
            <Link
              href={href}
              aria-label={t("figures.behind", { label, count: value })}
              className="rounded-sm underline decoration-line-strong decoration-1 underline-offset-6 hover:decoration-current print:no-underline"
            >
              {number}
            </Link>
          ) : (
            number
          )}
          <span className="text-sm text-muted">{t("figures.ofItems", { count: whole })}</span>
        </span>
        <Progress
          label={label}
          value={value}
          max={whole}
          valueText={t("of", { part: value, whole })}
          tone={tone}
          className="h-1.5 w-full"
        />
        <span className="flex flex-wrap gap-x-3 text-xs text-muted">
          {notes.map((note) => (
            <span key={note}>{note}</span>
          ))}
          {more}
        </span>
      </dd>
    </div>
  );
}

function Behind({ href, linked, text }: { href: string; linked: boolean; text: string }) {
  if (!linked) return <span>{text}</span>;
  return (
    <Link
      href={href}
      className="rounded-sm underline decoration-line-strong underline-offset-4 hover:decoration-current print:no-underline"
    >
      {text}
    </Link>
  );
}
