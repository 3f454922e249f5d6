"use client";

import { Switch as Base } from "@base-ui/react/switch";
import { clsx } from "clsx";
import type { ReactNode } from "react";

interface SwitchProps {
  label: ReactNode;
  hint?: ReactNode;
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  name?: string;
  disabled?: boolean;
  className?: string;
}

/** On or off, taking effect at once. */
export function Switch({
  label,
  hint,
  checked,
  onCheckedChange,
  name,
  disabled,
  className,
}: SwitchProps) {
  return (
    <label
      className={clsx(
        "flex cursor-pointer items-start gap-3 has-data-disabled:cursor-not-allowed",
        className,
      )}
    >
      <span className="min-w-0 flex-1">
        {label}
        {hint && <span className="block text-sm text-muted">{hint}</span>}
      </span>
      <span className="flex h-5 items-center">
        <Base.Root
          checked={checked}
          onCheckedChange={(next) => onCheckedChange(next)}
          name={name}
          disabled={disabled}
          className="relative flex h-4.5 w-8 shrink-0 items-center rounded-full bg-control p-0.5 transition-colors data-checked:bg-accent data-disabled:opacity-50 pointer-coarse:after:absolute pointer-coarse:after:-inset-3"
        >
          <Base.Thumb className="size-3.5 rounded-full bg-on-accent transition-transform data-checked:translate-x-3.5" />
        </Base.Root>
      </span>
    </label>
  );
}
