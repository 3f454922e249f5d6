"use client";

import { clsx } from "clsx";
import { OctagonAlert } from "lucide-react";
import { useId, useMemo, type ReactNode } from "react";

import { FieldContext } from "./field-context.ts";

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
export function Field(props: FieldProps) {
  const { label, note, hint, error, name, disabled, hideLabel = false } = props;
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  const context = useMemo(
    () => ({
      controlId: `${id}-control`,
      labelId: `${id}-label`,
      describedBy: described || undefined,
      invalid: Boolean(error),
      name,
      disabled,
    }),
    [id, described, error, name, disabled],
  );
  return (
    <div className={clsx("flex min-w-0 flex-col gap-1.5", props.className)}>
      <label
        id={context.labelId}
        htmlFor={context.controlId}
        className={hideLabel ? "sr-only" : "flex items-baseline gap-1.5 text-sm font-medium"}
      >
        {label}
        {note && <span className="font-normal text-faint">{note}</span>}
      </label>
      <FieldContext value={context}>{props.children}</FieldContext>
      {hint && (
        <p id={`${id}-hint`} className="text-xs text-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="flex gap-1 text-xs text-fail">
          <OctagonAlert aria-hidden className="mt-px size-3.5 shrink-0" />
          {error}
        </p>
      )}
    </div>
  );
}
