import type { useFormatter } from "next-intl";

import type { WidgetUnit } from "#lib/widgets/choices.ts";

/** The part of a formatter that writes numbers. */
export type NumberWriter = Pick<ReturnType<typeof useFormatter>, "number">;

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

/**
 * A value with its unit in the formatter's language; a dash where there is none. `like` is the value
 * whose size decides between units, such as the highest of an axis, so that all of it has one unit.
 */
export function formatValue(
  format: NumberWriter,
  value: number | null,
  unit: WidgetUnit,
  like = value ?? 0,
): string {
  if (value === null) return "—";
  if (unit === "%") return percent(format, value);
  if (unit === "s") return time(format, value, Math.abs(like));
  if (unit === "B") return bytes(format, value, Math.abs(like));
  if (unit === "days") return inUnit(format, value, "day");
  return unit === "/s" ? `${plain(format, value)}/s` : plain(format, value);
}

const inUnit = (format: NumberWriter, value: number, unit: string): string =>
  format.number(value, { style: "unit", unit, unitDisplay: "short", ...digits });

function time(format: NumberWriter, value: number, size: number): string {
  const [, length, unit] = TIMES.find(([from]) => size > 0 && size >= from) ?? TIMES[3];
  return inUnit(format, value / length, unit);
}

function bytes(format: NumberWriter, value: number, size: number): string {
  const [from, unit] = BYTES.find(([least]) => size >= least) ?? BYTES[4];
  return inUnit(format, value / Math.max(from, 1), unit);
}

function plain(format: NumberWriter, value: number): string {
  const size = Math.abs(value);
  if (size >= 1e5) return format.number(value, { notation: "compact", ...digits });
  if (size < 1) return format.number(value, digits);
  return format.number(value, { maximumFractionDigits: size < 10 ? 2 : 1 });
}

function percent(format: NumberWriter, value: number): string {
  const size = Math.abs(value);
  // What is little must not be rounded to nothing, nor what is nearly all to all.
  if (size < 0.1) return format.number(value, { style: "percent", ...digits });
  const nearlyAll = size > 0.99 && size < 1;
  return format.number(value, { style: "percent", maximumFractionDigits: nearlyAll ? 3 : 1 });
}
