"use client";

import { ChartLine, CircleCheck, Hash, List, Table2, type LucideIcon } from "lucide-react";
import { useTranslations } from "next-intl";

import { Button } from "#components/ui/button.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import type { WidgetKind } from "#lib/widgets/choices.ts";
import type { Offer } from "./offers.ts";
import { useSignalLabel } from "./signal-label.ts";

const icons: Record<WidgetKind, LucideIcon> = {
  status: CircleCheck,
  number: Hash,
  series: ChartLine,
  table: Table2,
  list: List,
};

interface PresetListProps {
  offers: readonly Offer[];
  /** Presets that are on their way: `integration preset`. */
  pending: ReadonlySet<string>;
  onAdd: (integrationId: string, preset: string) => void;
}

/** The widgets that are one press away, by integration. */
export function PresetList({ offers, pending, onAdd }: PresetListProps) {
  const t = useTranslations("widgets");
  const label = useSignalLabel();
  return offers
    .filter(({ presets }) => presets.length > 0)
    .map(({ id, name, presets }) => (
      <section key={id} aria-label={name} className="mb-4">
        <h3 className="mb-1 text-sm">{name}</h3>
        <ul>
          {presets.map(({ name: preset, kind, added }) => {
            const Icon = icons[kind];
            const title = label(preset);
            return (
              <li
                key={preset}
                className="flex min-h-(--row) items-center gap-2.5 border-b border-line py-1 last:border-b-0"
              >
                <Icon aria-hidden className="size-4 shrink-0 text-faint" />
                <span className="min-w-0 flex-1">
                  {title} <span className="text-xs text-muted">{t(`kind.${kind}`)}</span>
                </span>
                {added ? (
                  <span className="flex items-center gap-1.5 pr-2 text-sm text-muted">
                    <StateMark state="done" className="size-3.5" />
                    {t("add.there")}
                  </span>
                ) : (
                  <Button
                    size="sm"
                    aria-label={t("add.preset", { title })}
                    pending={pending.has(`${id} ${preset}`)}
                    onClick={() => onAdd(id, preset)}
                  >
                    {t("add.short")}
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      </section>
    ));
}
