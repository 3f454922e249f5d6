"use client";

import { useTranslations } from "next-intl";

import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { widgetKinds, widgetUnits } from "#lib/widgets/choices.ts";
import type { Widget } from "#lib/widgets/contract.ts";
import { thresholdOf } from "./answers.ts";

/** How a widget looks, as it stands in a form. */
export type Look = Pick<Widget, "kind" | "unit" | "title" | "lowIsBad" | "onOverview"> & {
  warnAt: string;
  failAt: string;
};

interface LookFieldsProps {
  look: Look;
  onChange: (look: Look) => void;
  errors?: Readonly<Record<string, string>>;
}

/** Title, kind, unit, thresholds and place of a widget. */
export function LookFields({ look, onChange, errors = {} }: LookFieldsProps) {
  const t = useTranslations("widgets");
  const common = useTranslations("common");
  const set = (change: Partial<Look>) => onChange({ ...look, ...change });
  const wrong = (text: string) =>
    thresholdOf(text) === undefined ? t("form.noNumber") : undefined;
  return (
    <>
      <Field label={t("form.title")} error={errors.title}>
        <Input value={look.title} onValueChange={(title) => set({ title })} maxLength={120} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("form.kind")}>
          <Select
            items={widgetKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
            value={look.kind}
            onValueChange={(kind) => set({ kind })}
          />
        </Field>
        <Field label={t("form.unit")}>
          <Select
            items={widgetUnits.map((unit) => ({
              value: UNIT_NAMES[unit],
              label: t(`unit.${UNIT_NAMES[unit]}`),
            }))}
            value={UNIT_NAMES[look.unit]}
            onValueChange={(name) =>
              set({ unit: widgetUnits.find((unit) => UNIT_NAMES[unit] === name) ?? "" })
            }
          />
        </Field>
        <Field
          label={t("form.warnAt")}
          error={wrong(look.warnAt) ?? errors.warnAt}
          note={common("optional")}
        >
          <Input
            inputMode="decimal"
            value={look.warnAt}
            onValueChange={(warnAt) => set({ warnAt })}
          />
        </Field>
        <Field
          label={t("form.failAt")}
          error={wrong(look.failAt) ?? errors.failAt}
          note={common("optional")}
        >
          <Input
            inputMode="decimal"
            value={look.failAt}
            onValueChange={(failAt) => set({ failAt })}
          />
        </Field>
      </div>
      <Checkbox
        label={t("form.lowIsBad")}
        checked={look.lowIsBad}
        onCheckedChange={(lowIsBad) => set({ lowIsBad })}
      />
      <Checkbox
        label={t("overview.show")}
        checked={look.onOverview}
        onCheckedChange={(onOverview) => set({ onOverview })}
      />
    </>
  );
}

/** Names of units that a key of messages can have. */
const UNIT_NAMES = {
  "": "none",
  "%": "percent",
  s: "seconds",
  B: "bytes",
  "/s": "perSecond",
  days: "days",
} as const;

/** Whether thresholds can be sent. */
export const isComplete = ({ warnAt, failAt }: Look): boolean =>
  thresholdOf(warnAt) !== undefined && thresholdOf(failAt) !== undefined;

/** The form's fields as the API takes them. */
export function lookBody({ warnAt, failAt, ...rest }: Look) {
  return { ...rest, warnAt: thresholdOf(warnAt) ?? null, failAt: thresholdOf(failAt) ?? null };
}
