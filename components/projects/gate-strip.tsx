"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";

import { Progress } from "#components/ui/progress.tsx";
import type { Tone } from "#components/ui/badge.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import { useCurrentTime } from "#components/ui/use-current-time.ts";
import type { ProjectSummary } from "#lib/projects/contract.ts";
import type { ProjectOverview } from "#lib/reports/contract.ts";

interface GateStripProps {
  project: ProjectSummary;
  overview: ProjectOverview;
}

/** May we launch, and if not, what is in the way: on every page of a project. */
export function GateStrip({ project, overview }: GateStripProps) {
  const t = useTranslations("checklist");
  const { open } = overview.gate;
  return (
    <div className="flex min-h-9 flex-wrap items-center gap-x-4 gap-y-1 pt-1 text-sm">
      <p
        className={clsx(
          "flex items-center gap-1.5 font-semibold tracking-wide",
          open ? "text-done" : "text-fail",
        )}
      >
        <StateMark state={open ? "done" : "fail"} />
        {t(open ? "gate.open" : "gate.closed")}
      </p>
      <GateReasons slug={project.slug} reasons={overview.gate.reasons} />
      <NextClock phases={overview.phases} />
      <Bars readiness={project.readiness} />
    </div>
  );
}

interface GateReasonsProps {
  slug: string;
  reasons: ProjectOverview["gate"]["reasons"];
}

/** What keeps the gate closed, each a link to exactly those items. */
function GateReasons({ slug, reasons }: GateReasonsProps) {
  const t = useTranslations("checklist");
  if (reasons.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-x-3">
      {reasons.map(({ code, phase, items }) => (
        <li key={code}>
          <Link
            href={`/projects/${encodeURIComponent(slug)}/checklist?${new URLSearchParams({
              phase,
              claim: "todo,in_progress",
              origin: "core,custom",
            })}`}
            className="rounded-sm text-ink underline decoration-line-strong underline-offset-4 hover:decoration-ink pointer-coarse:inline-flex pointer-coarse:min-h-9 pointer-coarse:items-center"
          >
            {t(`gate.reason.${code}`, { count: items, phase })}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** The clock that runs out next; of those that have run out, the first that is not finished. */
function NextClock({ phases }: { phases: ProjectOverview["phases"] }) {
  const t = useTranslations("checklist");
  const now = useCurrentTime();
  const phase = phases.find(({ dueAt, done, counting }) => dueAt !== null && done < counting);
  if (!phase?.dueAt) return null;
  const late = Date.parse(phase.dueAt) < now;
  return (
    <p className={clsx("flex items-center gap-1.5", late ? "text-fail" : "text-muted")}>
      {late && <StateMark state="fail" className="size-3.5" />}
      <span>
        {t(late ? "gate.late" : "gate.due", { phase: phase.code })}{" "}
        <RelativeTime value={phase.dueAt} />
      </span>
    </p>
  );
}

function Bars({ readiness }: { readiness: ProjectSummary["readiness"] }) {
  const t = useTranslations("checklist");
  const format = useFormatter();
  const { total, notApplicable, waived, done, verified } = readiness;
  const counting = total - notApplicable - waived;
  const bars: {
    name: "claimed" | "verified" | "waived";
    value: number;
    max: number;
    tone: Tone;
  }[] = [
    { name: "claimed", value: done, max: counting, tone: "done" },
    { name: "verified", value: verified, max: counting, tone: "progress" },
    { name: "waived", value: waived, max: total, tone: "waived" },
  ];
  return (
    <dl className="ml-auto flex gap-4 text-xs text-muted max-sm:ml-0 max-sm:w-full max-sm:justify-between">
      {bars.map(({ name, value, max, tone }) => {
        const share = format.number(max > 0 ? value / max : 0, "percent");
        const text = t("heading.progress", { done: value, total: max });
        return (
          <div key={name} title={text} className="flex items-center gap-1.5">
            <dt>{t(`gate.${name}`)}</dt>
            <dd className="flex items-center gap-1.5">
              <Progress
                label={t(`gate.${name}`)}
                value={value}
                max={max}
                valueText={text}
                tone={tone}
                className="hidden w-12 sm:block"
              />
              <span className="figures text-ink">{share}</span>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
