"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

import { Skeleton } from "#components/ui/skeleton.tsx";
import type { BurnUp } from "#lib/reports/contract.ts";

// The charts' library weighs more than the pages: it comes after them, into places of its size.
const BurnUpChart = dynamic(async () => (await import("./burn-up-chart.tsx")).BurnUpChart, {
  ssr: false,
  loading: () => <Skeleton className="h-full w-full" />,
});
const PhaseChart = dynamic(async () => (await import("./phase-chart.tsx")).PhaseChart, {
  ssr: false,
  loading: () => <Skeleton className="h-full w-full" />,
});

interface ChartPlaceProps {
  /** What the chart shows, for those who do not see it; the figures stand in a table. */
  label: string;
  height: number;
  screen: ReactNode;
  /** The same at the width of paper: charts measure themselves on the screen only. */
  paper?: ReactNode;
}

function ChartPlace({ label, height, screen, paper }: ChartPlaceProps) {
  return (
    <div role="img" aria-label={label}>
      <div className={paper ? "print:hidden" : undefined} style={{ height }}>
        {screen}
      </div>
      {paper && (
        <div className="hidden print:block" style={{ height }}>
          {paper}
        </div>
      )}
    </div>
  );
}

interface BurnUpProps {
  burnUp: BurnUp;
  height: number;
  /** In pixels, where the page may be printed. */
  paperWidth?: number;
  /** For a narrow place. */
  compact?: boolean;
}

/** The burn-up of all phases. */
export function LazyBurnUpChart({ burnUp, height, paperWidth, compact = false }: BurnUpProps) {
  const t = useTranslations("reports");
  const shared = { burnUp, height, compact };
  const done = burnUp.days.at(-1)?.done ?? burnUp.start;
  const label = t("burnUp.summary", {
    done: done.reduce((sum, each) => sum + each, 0),
    total: burnUp.phases.reduce((sum, { counting }) => sum + counting, 0),
    days: burnUp.days.length,
  });
  return (
    <ChartPlace
      label={label}
      height={height}
      screen={<BurnUpChart {...shared} />}
      paper={paperWidth && <BurnUpChart {...shared} width={paperWidth} />}
    />
  );
}

interface PhaseProps {
  burnUp: BurnUp;
  index: number;
  height: number;
  paperWidth: number;
}

/** The burn-up of one phase. */
export function LazyPhaseChart({ burnUp, index, height, paperWidth }: PhaseProps) {
  const t = useTranslations("reports");
  const shared = { burnUp, index, height };
  const phase = burnUp.phases[index];
  const label = t("burnUp.phaseSummary", {
    phase: phase?.code ?? "",
    done: burnUp.days.at(-1)?.done[index] ?? 0,
    total: phase?.counting ?? 0,
  });
  return (
    <ChartPlace
      label={label}
      height={height}
      screen={<PhaseChart {...shared} />}
      paper={<PhaseChart {...shared} width={paperWidth} />}
    />
  );
}
