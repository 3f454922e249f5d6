"use client";

import { useFormatter } from "next-intl";

import type { WidgetUnit } from "#lib/widgets/choices.ts";

type Format = (value: number | null, unit: WidgetUnit) => string;

const TIMES = [
  [86_400 * 2, 86_400, "day"],
  [7_200, 3_600, "hour"],
  [120, 60, "minute"],
  [1, 1, "second"],
  [0.001, 0.001, "millisecond"],
  [0, 0.000_001, "microsecond"],
] as const;
const BYTES = [
  [1e12, "terabyte"],
  [1e9, "gigabyte"],
  [1e6, "megabyte"],
  [1e3, "kilobyte"],
  [0, "byte"],
] as const;

/** Three figures that count, as many as one reads at a glance. */
const digits = { maximumSignificantDigits: 3 } as const;

/** Writes a value with its unit in the reader's language; a dash where there is none. */
export function useFormatValue(): Format {
  const format = useFormatter();
  const inUnit = (value: number, unit: string): string =>
    format.number(value, { style: "unit", unit, unitDisplay: "short", ...digits });

  const time = (value: number): string => {
    const size = Math.abs(value);
    const [, length, unit] = TIMES.find(([from]) => size >= from) ?? TIMES[3];
    return value === 0 ? inUnit(0, "second") : inUnit(value / length, unit);
  };
  const bytes = (value: number): string => {
    const [from, unit] = BYTES.find(([least]) => Math.abs(value) >= least) ?? BYTES[4];
    return inUnit(value / Math.max(from, 1), unit);
  };
  const plain = (value: number): string =>
    Math.abs(value) >= 1e5
      ? format.number(value, { notation: "compact", ...digits })
      : format.number(value, { maximumFractionDigits: Math.abs(value) < 10 ? 2 : 1 });
  const percent = (value: number): string =>
    // What is nearly all must not be rounded up to all.
    format.number(value, {
      style: "percent",
      maximumFractionDigits: Math.abs(value) > 0.99 && Math.abs(value) < 1 ? 3 : 1,
    });

  return (value, unit) => {
    if (value === null) return "—";
    if (unit === "%") return percent(value);
    if (unit === "s") return time(value);
    if (unit === "B") return bytes(value);
    if (unit === "days") return inUnit(value, "day");
    return unit === "/s" ? `${plain(value)}/s` : plain(value);
  };
}
