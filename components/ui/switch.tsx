"use client";

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
export function Switch(props: SwitchProps) {
  return (
    <label
      className={clsx(
        "flex cursor-pointer items-start gap-3 has-disabled:cursor-not-allowed pointer-coarse:min-h-11",
        props.className,
      )}
    >
      <span className="min-w-0 flex-1">
        {props.label}
        {props.hint && <span className="block text-sm text-muted">{props.hint}</span>}
      </span>
      <span className="relative flex h-5 w-8 shrink-0 items-center">
        <input
          type="checkbox"
          role="switch"
          checked={props.checked}
          onChange={(event) => props.onCheckedChange(event.target.checked)}
          name={props.name}
          disabled={props.disabled}
          className="peer h-4.5 w-8 appearance-none rounded-full bg-control transition-colors checked:bg-accent disabled:opacity-50"
        />
        <span
          aria-hidden
          className="pointer-events-none absolute left-0.5 size-3.5 rounded-full bg-on-accent transition-transform peer-checked:translate-x-3.5"
        />
      </span>
    </label>
  );
}
