"use client";

import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";

import { Progress } from "#components/ui/progress.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import { titleIn } from "#components/ui/title-text.tsx";
import type { ProjectOverview } from "#lib/reports/contract.ts";
import { isComplete } from "./clock.ts";
import { checklistHref } from "./links.ts";

type Step = ProjectOverview["focus"][number];

interface FocusPlanProps {
  slug: string;
  steps: readonly Step[];
}

// As the catalog calls them.
const buckets = ["today", "this-week", "next-week"] as const;

/** What to do first, in twelve steps: today, this week, next week. */
export function FocusPlan({ slug, steps }: FocusPlanProps) {
  const t = useTranslations("reports");
  return (
    <div className="grid gap-x-8 gap-y-3 sm:grid-cols-3 lg:grid-cols-1">
      {buckets.map((bucket) => {
        const inBucket = steps.filter((step) => step.bucket === bucket);
        const done = inBucket.filter(isComplete).length;
        if (inBucket.length === 0) return null;
        return (
          <div key={bucket} className="min-w-0">
            <h3 className="flex items-baseline justify-between gap-2 py-1 text-sm font-medium text-muted">
              {t(`focus.bucket.${bucket}`)}
              <span className="text-xs font-normal">
                {t("focus.steps", { part: done, whole: inBucket.length })}
              </span>
            </h3>
            <ol>
              {inBucket.map((step) => (
                <StepRow key={step.step} slug={slug} step={step} />
              ))}
            </ol>
          </div>
        );
      })}
    </div>
  );
}

function StepRow({ slug, step }: { slug: string; step: Step }) {
  const t = useTranslations("reports");
  const title = titleIn(step, useLocale());
  const progress = t("of", { part: step.done, whole: step.counting });
  const state = isComplete(step) ? "done" : step.done > 0 ? "progress" : "idle";
  return (
    <li className="border-b border-line last:border-b-0">
      <Link
        href={checklistHref(slug, { step: String(step.step) })}
        className="group flex min-h-8 items-center gap-2 rounded-sm text-sm pointer-coarse:min-h-11"
      >
        <StateMark state={state} className="size-3.5" />
        <span className="figures w-4 shrink-0 text-right text-xs text-faint">{step.step}</span>
        <span
          className="min-w-0 flex-1 py-1 group-hover:underline sm:truncate sm:py-0"
          title={title}
        >
          {title}
        </span>
        <Progress
          label={title}
          value={step.done}
          max={step.counting}
          valueText={progress}
          className="w-15 shrink-0 sm:max-lg:hidden"
        />
        <span className="figures w-10 shrink-0 text-right text-xs text-muted">
          {step.done}/{step.counting}
        </span>
      </Link>
    </li>
  );
}
