"use client";

import { useFormatter, useLocale, useTranslations } from "next-intl";

import { StateMark } from "#components/ui/state-mark.tsx";
import { titleIn } from "#components/ui/title-text.tsx";
import type { BurnUp } from "#lib/reports/contract.ts";
import { BurnUpTable } from "./burn-up-table.tsx";
import { LazyBurnUpChart, LazyPhaseChart } from "./charts.tsx";
import { CsvLink } from "./csv-link.tsx";
import { readPhaseHistory } from "./phase-history.ts";
import { Section } from "./section.tsx";
import { useFormatDay } from "./use-format-day.ts";

interface BurnUpSectionProps {
  projectId: string;
  burnUp: BurnUp;
}

// A4 less the margins of the page, in CSS pixels.
const PAPER_PX = 686;
const PHASES_SHOWN = 12;

/** The trend of the whole project and of each phase, with the figures behind it. */
export function BurnUpSection({ projectId, burnUp }: BurnUpSectionProps) {
  const t = useTranslations("reports");
  const { phases, timeZone } = burnUp;
  return (
    <Section
      id="burn-up"
      title={t("burnUp.title")}
      about={t("burnUp.about")}
      actions={
        <CsvLink
          projectId={projectId}
          table="burn-up"
          timeZone={timeZone}
          title={t("burnUp.title")}
        />
      }
    >
      <LazyBurnUpChart burnUp={burnUp} height={288} paperWidth={PAPER_PX} />
      {phases.length > 1 && (
        <ul
          aria-label={t("burnUp.byPhase")}
          className="mt-6 grid gap-x-8 gap-y-6 sm:grid-cols-2 xl:grid-cols-4 print:grid-cols-2"
        >
          {phases.slice(0, PHASES_SHOWN).map((phase, index) => (
            <PhaseTrend key={phase.id} burnUp={burnUp} index={index} />
          ))}
        </ul>
      )}
      <BurnUpTable burnUp={burnUp} />
    </Section>
  );
}

function PhaseTrend({ burnUp, index }: { burnUp: BurnUp; index: number }) {
  const t = useTranslations("reports");
  const locale = useLocale();
  const phase = burnUp.phases[index];
  if (!phase) return null;
  const { done } = readPhaseHistory(burnUp, index);
  const title = titleIn(phase, locale);
  return (
    // Charts stand on one line, however long the titles above them are.
    <li className="flex min-w-0 break-inside-avoid flex-col">
      <h3 className="flex items-baseline justify-between gap-2 text-sm">
        <span className="min-w-0" title={title}>
          <span className="font-mono text-muted">{phase.code}</span> {title}
        </span>
        <span className="figures shrink-0 font-normal">
          {t("of", { part: done, whole: phase.counting })}
        </span>
      </h3>
      <PhaseDates burnUp={burnUp} index={index} />
      <div className="mt-auto">
        <LazyPhaseChart burnUp={burnUp} index={index} height={136} paperWidth={327} />
      </div>
    </li>
  );
}

/** When it was complete, or when it is due and how far it was by then. */
function PhaseDates({ burnUp, index }: { burnUp: BurnUp; index: number }) {
  const t = useTranslations("reports");
  const format = useFormatter();
  const formatDay = useFormatDay();
  const { completeOn, doneAtDue } = readPhaseHistory(burnUp, index);
  const { dueAt = null } = burnUp.phases[index] ?? {};
  const facts = [
    completeOn && t("burnUp.completeOn", { date: formatDay(completeOn) }),
    dueAt &&
      t("burnUp.dueOn", {
        date: format.dateTime(new Date(dueAt), { month: "short", day: "numeric" }),
      }),
    doneAtDue !== null && t("burnUp.atDue", { done: doneAtDue }),
    !dueAt && !completeOn && t("phases.noClock"),
  ].filter(Boolean);
  const isLate = doneAtDue !== null && !completeOn;
  return (
    <p className="mb-1 flex items-start gap-1.5 text-xs text-muted">
      {(completeOn || isLate) && (
        <StateMark state={completeOn ? "done" : "fail"} className="mt-0.5 size-3" />
      )}
      {facts.join(" · ")}
    </p>
  );
}
