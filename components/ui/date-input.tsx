"use client";

import type { ComponentProps } from "react";

import { Input } from "./input.tsx";

interface DateInputProps extends Omit<
  ComponentProps<typeof Input>,
  "type" | "value" | "defaultValue" | "onValueChange" | "onChange" | "min" | "max"
> {
  /** `YYYY-MM-DD`, or empty. */
  value: string;
  onValueChange: (value: string) => void;
  /** `YYYY-MM-DD`; by default the years a database and a calendar both like. */
  min?: string;
  max?: string;
}

/** A day, by the browser's own picker: it knows the reader's calendar and keyboard. */
export function DateInput({
  value,
  onValueChange,
  min = "2000-01-01",
  max = "2199-12-31",
  ...rest
}: DateInputProps) {
  return (
    <Input
      {...rest}
      type="date"
      value={value}
      min={min}
      max={max}
      onValueChange={(next) => onValueChange(next)}
    />
  );
}
