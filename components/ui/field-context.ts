"use client";

import { createContext, useContext } from "react";

interface FieldContextValue {
  controlId: string;
  labelId: string;
  /** Ids of the hint and the error, as far as they are there. */
  describedBy: string | undefined;
  invalid: boolean;
  name: string | undefined;
  disabled: boolean | undefined;
}

/** Ties a control to the label, hint and error of the `Field` around it. */
export const FieldContext = createContext<FieldContextValue | null>(null);

interface ControlProps {
  id?: string | undefined;
  name?: string | undefined;
  disabled?: boolean | undefined;
  "aria-describedby"?: string | undefined;
  "aria-invalid"?: boolean | "true" | "false" | "grammar" | "spelling" | undefined;
}

/** The attributes that a control takes from its field; its own come first. */
export function useFieldControl(own: ControlProps) {
  const field = useContext(FieldContext);
  return {
    id: own.id ?? field?.controlId,
    name: own.name ?? field?.name,
    disabled: own.disabled ?? field?.disabled,
    "aria-describedby": own["aria-describedby"] ?? field?.describedBy,
    "aria-invalid": own["aria-invalid"] ?? (field?.invalid || undefined),
  } as const;
}
