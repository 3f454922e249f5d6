"use client";

import { clsx } from "clsx";
import { Check, Minus } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";

interface CheckboxProps extends Omit<ComponentProps<"input">, "type" | "ref"> {
  /** Visible text; without it give `aria-label`. */
  label?: ReactNode;
  hint?: ReactNode;
  /** Some of what it stands for is chosen, some is not. */
  indeterminate?: boolean;
  onCheckedChange?: (checked: boolean) => void;
}

/** A box to tick, with its text as part of the target. */
export function Checkbox({
  label,
  hint,
  indeterminate = false,
  onCheckedChange,
  onChange,
  className,
  ...rest
}: CheckboxProps) {
  const Mark = indeterminate ? Minus : Check;
  const box = (
    <span className={clsx("relative flex size-4 shrink-0", !label && className)}>
      <input
        {...rest}
        type="checkbox"
        ref={(element) => {
          // There is no attribute for it.
          if (element) element.indeterminate = indeterminate;
        }}
        onChange={(event) => {
          onChange?.(event);
          onCheckedChange?.(event.target.checked);
        }}
        className={clsx(
          "peer size-4 appearance-none rounded-sm border border-control bg-surface transition-colors hover:border-muted",
          "checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent",
          "disabled:opacity-50 pointer-coarse:after:absolute pointer-coarse:after:-inset-3.5",
        )}
      />
      <Mark
        aria-hidden
        strokeWidth={3}
        className="pointer-events-none absolute top-0.5 left-0.5 size-3 text-on-accent opacity-0 peer-checked:opacity-100 peer-indeterminate:opacity-100"
      />
    </span>
  );
  if (!label) return box;
  return (
    <label
      className={clsx(
        "flex cursor-pointer items-start gap-2 has-disabled:cursor-not-allowed pointer-coarse:min-h-11 pointer-coarse:items-center",
        className,
      )}
    >
      <span className="flex h-5 items-center">{box}</span>
      <span>
        {label}
        {hint && <span className="block text-xs text-muted">{hint}</span>}
      </span>
    </label>
  );
}
