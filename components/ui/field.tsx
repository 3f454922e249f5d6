"use client";

import { Field as Base } from "@base-ui/react/field";
import { clsx } from "clsx";
import { OctagonAlert } from "lucide-react";
import type { ReactNode } from "react";

interface FieldProps {
  label: ReactNode;
  /** Said beside the label, for example "optional". */
  note?: string | undefined;
  hint?: ReactNode;
  /** What is wrong and how to put it right; its presence marks the control invalid. */
  error?: string | null | undefined;
  name?: string | undefined;
  disabled?: boolean | undefined;
  /** Keeps the label for screen readers only. */
  hideLabel?: boolean;
  className?: string;
  /** One control of this kit: Input, Textarea, Select, Combobox, DateInput … */
  children: ReactNode;
}

/** A control with its label, hint and error, tied together for screen readers. */
export function Field({
  label,
  note,
  hint,
  error,
  name,
  disabled,
  hideLabel = false,
  className,
  children,
}: FieldProps) {
  return (
    <Base.Root
      name={name}
      disabled={disabled}
      invalid={Boolean(error)}
      className={clsx("flex min-w-0 flex-col gap-1.5", className)}
    >
      <Base.Label
        className={clsx(
          hideLabel ? "sr-only" : "flex items-baseline gap-1.5 text-sm font-medium text-ink",
        )}
      >
        {label}
        {note && <span className="font-normal text-faint">{note}</span>}
      </Base.Label>
      {children}
      {hint && <Base.Description className="text-xs text-muted">{hint}</Base.Description>}
      {error && (
        <Base.Error match className="flex gap-1 text-xs text-fail">
          <OctagonAlert aria-hidden className="mt-px size-3.5 shrink-0" />
          {error}
        </Base.Error>
      )}
    </Base.Root>
  );
}
