"use client";

import { useTranslations } from "next-intl";

import { StateMark } from "#components/ui/state-mark.tsx";
import type { Widget } from "#lib/widgets/contract.ts";
import { levelOf, markOf } from "./level.ts";
import { useFormatValue } from "./use-format-value.ts";

/** How a value stands, in shape, colour and words, with the threshold that counts. */
export function LevelNote({ widget, value }: { widget: Widget; value: number | null }) {
  const t = useTranslations("widgets");
  const write = useFormatValue();
  const level = levelOf(widget, value);
  if (!level) return null;
  const next =
    level === "pass"
      ? (widget.warnAt ?? widget.failAt)
      : level === "warn"
        ? widget.warnAt
        : widget.failAt;
  const limit = write(next, widget.unit);
  const direction = widget.lowIsBad ? "below" : "above";
  return (
    <p className="flex min-w-0 items-center gap-1.5 text-xs text-muted">
      <StateMark state={markOf[level]} className="size-3.5" />
      <span className="min-w-0 truncate">
        <span className={level === "pass" ? undefined : "font-medium text-ink"}>
          {t(`level.${level}`)}
        </span>{" "}
        {t(`limit.${level}.${direction}`, { limit })}
      </span>
    </p>
  );
}
