"use client";

import { clsx } from "clsx";
import type { ComponentProps } from "react";

import { useFieldControl } from "./field-context.ts";
import { control } from "./styles.ts";

interface TextareaProps extends ComponentProps<"textarea"> {
  mono?: boolean;
  /** The new text, for those who do not need the event. */
  onValueChange?: (value: string) => void;
}

/** Several lines of text; grows with its content up to half the screen. */
export function Textarea({
  mono = false,
  onValueChange,
  onChange,
  className,
  rows = 3,
  ...rest
}: TextareaProps) {
  const field = useFieldControl(rest);
  return (
    <textarea
      {...rest}
      {...field}
      rows={rows}
      onChange={(event) => {
        onChange?.(event);
        onValueChange?.(event.target.value);
      }}
      className={clsx(
        control,
        "field-sizing-content max-h-[50vh] min-h-18 resize-y py-1.5 leading-normal pointer-coarse:text-lg",
        mono ? "font-mono text-sm" : "text-base",
        className,
      )}
    />
  );
}
