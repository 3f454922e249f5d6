"use client";

import { Checkbox as Base } from "@base-ui/react/checkbox";
import { clsx } from "clsx";
import { Check, Minus } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";

interface CheckboxProps extends Omit<ComponentProps<typeof Base.Root>, "children" | "className"> {
  /** Visible text; without it give `aria-label`. */
  label?: ReactNode;
  hint?: ReactNode;
  className?: string;
}

/** A box to tick, with its text as part of the target. */
export function Checkbox({ label, hint, className, ...rest }: CheckboxProps) {
  const box = (
    <Base.Root
      {...rest}
      className={clsx(
        "relative flex size-4 shrink-0 items-center justify-center rounded-sm border border-control bg-surface text-on-accent transition-colors",
        "hover:border-muted data-checked:border-accent data-checked:bg-accent data-indeterminate:border-accent data-indeterminate:bg-accent",
        "data-disabled:opacity-50 pointer-coarse:after:absolute pointer-coarse:after:-inset-3.5",
        !label && className,
      )}
    >
      <Base.Indicator className="flex data-unchecked:hidden">
        {rest.indeterminate ? (
          <Minus aria-hidden className="size-3" strokeWidth={3} />
        ) : (
          <Check aria-hidden className="size-3" strokeWidth={3} />
        )}
      </Base.Indicator>
    </Base.Root>
  );
  if (!label) return box;
  return (
    <label
      className={clsx(
        "flex cursor-pointer items-start gap-2 has-data-disabled:cursor-not-allowed",
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
