"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

import type { ProjectOverview } from "#lib/reports/contract.ts";
import { BlockerList } from "./blocker-list.tsx";
import { FocusPlan } from "./focus-plan.tsx";
import { checklistHref, gateHref, projectHref } from "./links.ts";
import { PhaseList } from "./phase-list.tsx";
import { ReadinessFigures } from "./readiness-figures.tsx";
import { sumPhases } from "./readiness.ts";
import { Section } from "./section.tsx";
import { StartHere } from "./start-here.tsx";
import { TextLink } from "./text-link.tsx";
import { usePhaseName } from "./use-phase-name.ts";

interface OverviewProps {
  slug: string;
  overview: ProjectOverview;
  /** Whether the reader may claim items: others are not told to begin. */
  mayClaim: boolean;
  burnUp: ReactNode;
  /** What the running service says; null where nothing is watched. */
  live: ReactNode;
  /** The latest events; null for those who may not read the audit log. */
  activity: ReactNode;
}

/** A project in five seconds: how far it is, what is in the way, what to do next, what happened. */
export function Overview({ slug, overview, mayClaim, burnUp, live, activity }: OverviewProps) {
  const t = useTranslations("reports");
  const { phases, focus } = overview;
  const { done, inProgress, notApplicable } = sumPhases(phases);
  const untouched = done + inProgress + notApplicable === 0;
  return (
    <>
      {untouched && mayClaim && <StartHere slug={slug} overview={overview} />}
      <ReadinessFigures slug={slug} phases={phases} />
      {live && <div className="mt-6">{live}</div>}
      <div className="mt-6 grid gap-x-10 gap-y-7 lg:grid-cols-[minmax(0,1fr)_23rem]">
        <div className="contents min-w-0 flex-col gap-7 lg:flex">
          <Section id="phases" title={t("phases.title")}>
            <PhaseList slug={slug} phases={phases} />
          </Section>
          <Section
            id="blockers"
            title={t("blockers.title")}
            actions={<BlockerLinks slug={slug} overview={overview} />}
          >
            <BlockerList slug={slug} blockers={overview.blockers} />
          </Section>
          {activity && (
            <Section
              id="activity"
              title={t("overview.activity")}
              actions={<TextLink href={projectHref(slug, "audit")}>{t("overview.audit")}</TextLink>}
              className="max-lg:order-last"
            >
              {activity}
            </Section>
          )}
        </div>
        <div className="contents min-w-0 flex-col gap-7 lg:flex">
          {focus.length > 0 && (
            <Section id="focus" title={t("focus.title")}>
              <FocusPlan slug={slug} steps={focus} />
            </Section>
          )}
          <Section
            id="burn-up"
            title={t("burnUp.title")}
            actions={
              <TextLink href={projectHref(slug, "reports")}>{t("overview.report")}</TextLink>
            }
          >
            {burnUp}
          </Section>
        </div>
      </div>
    </>
  );
}

/** How many of how many are shown, and the ways to all of them. */
function BlockerLinks({ slug, overview }: Pick<OverviewProps, "slug" | "overview">) {
  const t = useTranslations("reports");
  const phaseName = usePhaseName();
  const { gate, blockers, blockerCount, phases } = overview;
  const overdue = sumPhases(phases).overdue;
  const first = gate.reasons.find(({ code }) => code === "first_phase_open");
  if (blockerCount === 0) return null;
  return (
    <>
      <span className="text-muted">
        {t("blockers.shown", { part: blockers.length, whole: blockerCount })}
      </span>
      {first && (
        <TextLink href={gateHref(slug, first)}>
          {t("blockers.open", { count: first.items, phase: phaseName(first.phase) })}
        </TextLink>
      )}
      {overdue > 0 && (
        <TextLink href={checklistHref(slug, { overdue: "true" })}>
          {t("phases.overdue", { count: overdue })}
        </TextLink>
      )}
    </>
  );
}
