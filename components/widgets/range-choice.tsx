"use client";

import { useTranslations } from "next-intl";

import { Segmented } from "#components/ui/segmented.tsx";
import { widgetRanges, type WidgetRange } from "#lib/widgets/choices.ts";

interface RangeChoiceProps {
  range: WidgetRange;
  onChange: (range: WidgetRange) => void;
}

/** The time that sparklines and charts span. */
export function RangeChoice({ range, onChange }: RangeChoiceProps) {
  const t = useTranslations("widgets");
  return (
    <Segmented
      label={t("range.label")}
      items={widgetRanges.map((value) => ({ value, label: t(`range.short.${value}`) }))}
      value={range}
      onValueChange={onChange}
    />
  );
}
