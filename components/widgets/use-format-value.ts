"use client";

import { useFormatter } from "next-intl";

import type { WidgetUnit } from "#lib/widgets/choices.ts";
import { formatValue } from "./format-value.ts";

/** Writes a value with its unit in the reader's language, in the unit that `like` would have. */
export function useFormatValue(): (
  value: number | null,
  unit: WidgetUnit,
  like?: number,
) => string {
  const format = useFormatter();
  return (value, unit, like) => formatValue(format, value, unit, like);
}
