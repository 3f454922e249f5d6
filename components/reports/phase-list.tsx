"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";

import { Progress } from "#components/ui/progress.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import { titleIn } from "#components/ui/title-text.tsx";
import type { ProjectOverview } from "#lib/reports/contract.ts";
import { isComplete } from "./clock.ts";
import { checklistHref } from "./links.ts";
import { PhaseClock } from "./phase-clock.tsx";
import { TextLink } from "./text-link.tsx";

type Phase = ProjectOverview["phases"][number];

interface PhaseListProps {
  slug: string;
  phases: readonly Phase[];
}

/** The phases with their progress, their clocks and what is overdue in them. */
export function PhaseList({ slug, phases }: PhaseListProps) {
  // Bars end at one line: those without such facts leave as much room for them as the others.
  const hasFacts = phases.some(({ inProgress, overdue }) => inProgress + overdue > 0);
  return (
    <ul className="divide-y divide-line">
      {phases.map((phase) => (
        <PhaseRow key={phase.id} slug={slug} phase={phase} hasFacts={hasFacts} />
      ))}
    </ul>
  );
}

function PhaseRow({ slug, phase, hasFacts }: { slug: string; phase: Phase; hasFacts: boolean }) {
  const t = useTranslations("reports");
  const title = titleIn(phase, useLocale());
  const { code, counting, done, inProgress, overdue } = phase;
  const progress = t("of", { part: done, whole: counting });
  return (
    <li className="py-2.5">
      <div className="flex items-baseline justify-between gap-4">
        <Link
          href={checklistHref(slug, { phase: code })}
          className="flex min-w-0 items-baseline gap-2 rounded-sm underline-offset-4 hover:underline pointer-coarse:py-1"
        >
          <span className="font-mono text-sm text-muted">{code}</span>
          <span className="font-medium md:truncate">{title}</span>
        </Link>
        <span className="shrink-0 text-sm">
          <PhaseState phase={phase} />
        </span>
      </div>
      <div className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
        <Progress
          label={t("phases.progress", { phase: code })}
          value={done}
          max={counting}
          valueText={progress}
          className="h-1.5 min-w-32 flex-1"
        />
        <span className="w-18 text-right text-muted tabular-nums">{progress}</span>
        <span
          className={clsx(
            "flex items-center gap-x-4 max-md:w-full max-md:empty:hidden md:justify-end",
            hasFacts ? "md:min-w-56" : "hidden",
          )}
        >
          {inProgress > 0 && (
            <TextLink href={checklistHref(slug, { phase: code, claim: "in_progress" })}>
              <StateMark state="progress" className="size-3.5" />
              {t("phases.inProgress", { count: inProgress })}
            </TextLink>
          )}
          {overdue > 0 && (
            <TextLink
              href={checklistHref(slug, { phase: code, overdue: "true" })}
              className="text-fail"
            >
              {t("phases.overdue", { count: overdue })}
            </TextLink>
          )}
        </span>
      </div>
    </li>
  );
}

function PhaseState({ phase }: { phase: Phase }) {
  const t = useTranslations("reports");
  if (phase.counting === 0) return <span className="text-faint">{t("phases.nothing")}</span>;
  if (isComplete(phase)) {
    return (
      <span className="inline-flex items-center gap-1.5 text-done">
        <StateMark state="done" className="size-3.5" />
        {t("phases.complete")}
      </span>
    );
  }
  if (!phase.dueAt) return <span className="text-faint">{t("phases.noClock")}</span>;
  return <PhaseClock dueAt={phase.dueAt} />;
}
