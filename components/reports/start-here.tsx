"use client";

import { useLocale, useTranslations } from "next-intl";

import { LinkButton } from "#components/ui/link-button.tsx";
import { titleIn } from "#components/ui/title-text.tsx";
import type { ProjectOverview } from "#lib/reports/contract.ts";
import { isComplete } from "./clock.ts";
import { checklistHref } from "./links.ts";

interface StartHereProps {
  slug: string;
  overview: ProjectOverview;
}

/** What to do first in a project in which nothing is claimed yet. */
export function StartHere({ slug, overview }: StartHereProps) {
  const t = useTranslations("reports");
  const locale = useLocale();
  const step = overview.focus.find((each) => each.counting > 0 && !isComplete(each));
  const blocker = overview.blockers[0];
  const href = step
    ? checklistHref(slug, { step: String(step.step) })
    : checklistHref(slug, blocker ? { item: blocker.code } : {});
  return (
    <section
      aria-labelledby="start-here"
      className="mb-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-md bg-accent-soft px-4 py-3"
    >
      <div className="min-w-0">
        <h2 id="start-here" className="text-base font-medium">
          {t("start.title")}
        </h2>
        <p className="max-w-[72ch] text-sm text-muted">
          {step
            ? t("start.step", { step: step.step, title: titleIn(step, locale) })
            : t("start.checklist")}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        {step && (
          <LinkButton href={checklistHref(slug, { assignee: "nobody" })}>
            {t("start.assign")}
          </LinkButton>
        )}
        <LinkButton variant="primary" href={href}>
          {step ? t("start.openStep", { step: step.step }) : t("start.openChecklist")}
        </LinkButton>
      </div>
    </section>
  );
}
