"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";

import type { Tone } from "#components/ui/badge.tsx";
import { honestShare } from "#components/ui/honest-share.ts";
import { Progress } from "#components/ui/progress.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import type { ProjectOverview } from "#lib/reports/contract.ts";
import { nextClock } from "./clock.ts";
import { gateHref } from "./links.ts";
import { PhaseClock } from "./phase-clock.tsx";
import { sumPhases } from "./readiness.ts";
import { usePhaseName } from "./use-phase-name.ts";

interface GateStripProps {
  slug: string;
  overview: Pick<ProjectOverview, "gate" | "phases">;
}

/** May we launch, and if not, what is in the way: on every page of a project. */
export function GateStrip({ slug, overview }: GateStripProps) {
  const t = useTranslations("reports");
  const { gate, phases } = overview;
  const phaseName = usePhaseName();
  const clock = nextClock(phases);
  return (
    <section
      aria-label={t("gate.title")}
      className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-0.5 pt-1 text-sm sm:gap-x-4 print:hidden"
    >
      <GateState open={gate.open} />
      <GateReasons slug={slug} reasons={gate.reasons} />
      <div className="contents grow flex-wrap items-center justify-end gap-x-5 gap-y-0.5 sm:flex">
        {clock?.dueAt && (
          <PhaseClock
            dueAt={clock.dueAt}
            phase={phaseName(clock.code)}
            className="max-sm:text-xs"
          />
        )}
        <Bars phases={phases} />
      </div>
    </section>
  );
}

/** The gate's state in words, with its shape. */
export function GateState({ open }: { open: boolean }) {
  const t = useTranslations("reports");
  return (
    <p
      className={clsx(
        "flex items-center gap-1.5 font-semibold tracking-wide",
        open ? "text-done" : "text-fail",
      )}
    >
      <StateMark state={open ? "done" : "fail"} />
      {t(open ? "gate.open" : "gate.closed")}
    </p>
  );
}

interface GateReasonsProps {
  slug: string;
  reasons: ProjectOverview["gate"]["reasons"];
}

/** How many things are in the way, and per reason a link to exactly those. */
function GateReasons({ slug, reasons }: GateReasonsProps) {
  const t = useTranslations("reports");
  const phaseName = usePhaseName();
  if (reasons.length === 0) return null;
  const count = reasons.reduce((sum, { items }) => sum + items, 0);
  return (
    <div className="flex flex-wrap items-center gap-x-2.5">
      <span className="text-muted max-sm:sr-only">{t("gate.inTheWay", { count })}</span>
      <ul className="flex flex-wrap gap-x-2.5">
        {reasons.map((reason) => (
          <li key={reason.code}>
            <Link
              href={gateHref(slug, reason)}
              className="inline-flex items-center rounded-sm text-ink underline decoration-line-strong underline-offset-4 hover:decoration-ink pointer-coarse:min-h-9"
            >
              {t(`gate.reason.${reason.code}`, {
                count: reason.items,
                phase: phaseName(reason.phase),
              })}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Bars({ phases }: Pick<ProjectOverview, "phases">) {
  const t = useTranslations("reports");
  const format = useFormatter();
  const { total, counting, done, verified, waived } = sumPhases(phases);
  const bars: { name: "claimed" | "verified" | "waived"; part: number; of: number; tone: Tone }[] =
    [
      { name: "claimed", part: done, of: counting, tone: "done" },
      { name: "verified", part: verified, of: counting, tone: "progress" },
      { name: "waived", part: waived, of: total, tone: "waived" },
    ];
  return (
    <dl className="flex gap-x-3 text-xs text-muted sm:gap-x-4">
      {bars.map(({ name, part, of, tone }) => {
        const text = t("of", { part, whole: of });
        return (
          <div key={name} title={text} className="flex items-center gap-1.5">
            <dt>{t(`figures.${name}`)}</dt>
            <dd className="flex items-center gap-1.5">
              <Progress
                label={t(`figures.${name}`)}
                value={part}
                max={of}
                valueText={text}
                tone={tone}
                className="hidden w-12 sm:block"
              />
              <span className="figures text-ink">
                {name === "waived"
                  ? format.number(part)
                  : format.number(honestShare(part, of), "percent")}
              </span>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
