"use client";

import { clsx } from "clsx";
import { ChevronRight, Play, Plus } from "lucide-react";
import { useFormatter, useLocale, useTranslations } from "next-intl";

import { IconButton } from "#components/ui/icon-button.tsx";
import { Progress } from "#components/ui/progress.tsx";
import type { Heading } from "#lib/checklist/contract.ts";
import { useChecklistStore } from "./checklist-store.ts";
import { useEnvironment, useRights } from "./environment.ts";
import { titleIn } from "#components/ui/title-text.tsx";
import type { Counts } from "./outline.ts";

interface HeadingRowProps {
  heading: Heading;
  /** From 1, among all rows of the list. */
  rowIndex: number;
  counts: Counts;
  /** Of a phase that can be folded: whether it is open. Undefined where it cannot. */
  open?: boolean | undefined;
  onToggle: (code: string) => void;
  /** In pixels. */
  height: number;
  /** Whether a long title takes more lines and the row more height. */
  wraps: boolean;
  /** When the phase's clock runs out. */
  deadline: Date | null;
}

const looks = {
  phase: "items-end pb-2 text-lg font-semibold",
  section: "border-b border-line font-semibold",
  group: "border-b border-line text-sm font-medium",
} as const;
const levels = { phase: 1, section: 2, group: 3 } as const;

/** A phase, section or group with how far it is. */
export function HeadingRow(props: HeadingRowProps) {
  const { heading, counts, open } = props;
  const t = useTranslations("checklist");
  const title = titleIn(heading, useLocale());
  const progress = t("heading.progress", { done: counts.done, total: counts.counting });
  return (
    <div
      role="row"
      aria-level={levels[heading.level]}
      aria-rowindex={props.rowIndex}
      aria-expanded={open}
      style={props.wraps ? { minHeight: props.height } : { height: props.height }}
      className={clsx(
        "group/row pointer-events-auto relative flex bg-canvas",
        looks[heading.level],
      )}
    >
      <div role="gridcell" aria-colspan={8} className="flex min-w-0 flex-1 items-center gap-2">
        {open !== undefined && (
          <IconButton
            size="sm"
            label={t(open ? "heading.collapse" : "heading.expand", { title })}
            onClick={() => props.onToggle(heading.code)}
            className="-ml-1"
          >
            <ChevronRight
              aria-hidden
              className={clsx("size-4 transition-transform", open && "rotate-90")}
            />
          </IconButton>
        )}
        <span className="shrink-0 font-mono text-xs font-normal tracking-tight text-faint">
          {heading.code}
        </span>
        <span
          className={clsx("min-w-0", props.wraps ? "py-1.5 leading-snug" : "truncate")}
          title={title}
        >
          {title}
        </span>
        {heading.level === "phase" && <PhaseClock counts={counts} deadline={props.deadline} />}
        <span className="ml-auto flex shrink-0 items-center gap-2 pl-2 text-xs font-normal text-muted">
          <RunButton heading={heading} title={title} />
          {heading.level === "group" && <AddButton heading={heading} title={title} />}
          <span className="figures" aria-hidden>
            {progress}
          </span>
          <Progress
            label={t("heading.claimed", { title })}
            value={counts.done}
            max={counts.counting}
            valueText={progress}
            className="heading-progress"
          />
        </span>
      </div>
    </div>
  );
}

function PhaseClock({ counts, deadline }: { counts: Counts; deadline: Date | null }) {
  const t = useTranslations("checklist");
  const format = useFormatter();
  if (!deadline || counts.done >= counts.counting) return null;
  return (
    <time
      dateTime={deadline.toISOString()}
      title={format.dateTime(deadline, "exact")}
      className="hidden shrink-0 text-xs font-normal text-muted sm:inline"
    >
      {t("heading.due", { moment: format.dateTime(deadline, "short") })}
    </time>
  );
}

function RunButton({ heading, title }: { heading: Heading; title: string }) {
  const t = useTranslations("checks");
  const { onRunChecks } = useEnvironment();
  if (!onRunChecks) return null;
  return (
    <IconButton
      size="sm"
      label={t("run.of", { title })}
      onClick={() => onRunChecks(heading.id)}
      className="-my-1 opacity-0 group-hover/row:opacity-100 group-focus-within/row:opacity-100 pointer-coarse:opacity-100"
    >
      <Play aria-hidden className="size-3.5" />
    </IconButton>
  );
}

function AddButton({ heading, title }: { heading: Heading; title: string }) {
  const t = useTranslations("checklist");
  const store = useChecklistStore();
  const { edit } = useRights();
  if (!edit) return null;
  return (
    <IconButton
      size="sm"
      label={t("add.to", { title })}
      onClick={() => store.set({ addingTo: heading.id })}
      className="-my-1 opacity-0 group-hover/row:opacity-100 group-focus-within/row:opacity-100 pointer-coarse:opacity-100"
    >
      <Plus aria-hidden className="size-4" />
    </IconButton>
  );
}
