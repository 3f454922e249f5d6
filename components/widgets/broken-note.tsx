"use client";

import { useTranslations } from "next-intl";

import { StateMark } from "#components/ui/state-mark.tsx";
import type { Widget } from "#lib/widgets/contract.ts";
import type { SignalNow } from "#lib/widgets/live-contract.ts";
import { useSignal } from "./live-context.ts";
import { useFormatValue } from "./use-format-value.ts";

interface BrokenNoteProps {
  widget: Widget;
  signal: SignalNow;
  /** With all of the provider's words; the last value stands beside. */
  full?: boolean;
}

/** What the form calls a setting of an integration that nobody has filled in. */
function useSettingWords(widget: Widget): (name: string | null) => string | null {
  const t = useTranslations("integrations");
  const { source } = useSignal(widget.signalId, widget.integrationId);
  return (name) => {
    const key = `fields.${source?.provider}.${name}`;
    return t.has(key) ? t(key) : name;
  };
}

/** Why there is no figure and what to do; in the provider's own words, too. */
export function BrokenNote({ widget, signal, full = false }: BrokenNoteProps) {
  const t = useTranslations("widgets");
  const write = useFormatValue();
  const words = useSettingWords(widget);
  const { reason, value } = signal;
  const detail = reason === "not_declared" ? words(signal.detail) : signal.detail;
  return (
    <div className="flex h-full min-h-0 flex-col gap-1 overflow-hidden text-sm">
      <p className="flex items-start gap-1.5">
        <StateMark state="fail" className="mt-0.5 size-3.5" />
        <span className={full ? undefined : "line-clamp-2"}>
          {t(`broken.${reason ?? "internal_error"}`)}
        </span>
      </p>
      {detail && (
        <p
          title={detail}
          className={
            full
              ? "max-h-48 overflow-y-auto font-mono text-xs break-words whitespace-pre-wrap text-muted"
              : "truncate font-mono text-xs text-muted"
          }
        >
          {detail}
        </p>
      )}
      {value !== null && !full && (
        <p className="text-xs text-muted">{t("lastValue", { value: write(value, widget.unit) })}</p>
      )}
    </div>
  );
}
