"use client";

import { clsx } from "clsx";
import type { ComponentProps } from "react";

import { useFieldControl } from "./field-context.ts";
import { control } from "./styles.ts";

interface InputProps extends Omit<ComponentProps<"input">, "size"> {
  size?: "sm" | "md";
  /** Ids, codes and tokens read better in mono. */
  mono?: boolean;
  /** The new text, for those who do not need the event. */
  onValueChange?: (value: string) => void;
}

/** One line of text. Inside a `Field` it takes its label, hint and error from there. */
export function Input({
  size = "md",
  mono = false,
  onValueChange,
  onChange,
  className,
  ...rest
}: InputProps) {
  const field = useFieldControl(rest);
  return (
    <input
      type="text"
      {...rest}
      {...field}
      onChange={(event) => {
        onChange?.(event);
        onValueChange?.(event.target.value);
      }}
      className={clsx(
        control,
        size === "sm" ? "h-(--control-small) text-sm" : "h-(--control) text-base",
        // Phones zoom into a field whose text is under 16 px.
        "pointer-coarse:text-lg",
        mono && "font-mono",
        className,
      )}
    />
  );
}
