import { clsx } from "clsx";
import type { ReactNode } from "react";

import { StateMark } from "./state-mark.tsx";

interface FormAlertProps {
  /** Why the form as a whole was refused; nothing is shown without. */
  children?: ReactNode;
  className?: string;
}

/** The answer to a form that was refused, read out at once. Stands above the button. */
export function FormAlert({ children, className }: FormAlertProps) {
  return (
    <div role="alert" className={clsx(!children && "sr-only", className)}>
      {children && (
        <p className="flex items-start gap-2 rounded-md border border-line-strong bg-sunken px-3 py-2 text-base">
          <StateMark state="fail" className="mt-0.5 size-4" />
          <span className="min-w-0">{children}</span>
        </p>
      )}
    </div>
  );
}
