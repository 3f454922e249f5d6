import { clsx } from "clsx";
import type { ReactNode } from "react";

import { CopyButton } from "./copy-button.tsx";
import { StateMark } from "./state-mark.tsx";

interface ErrorStateProps {
  /** What happened, in one sentence. */
  title: string;
  /** What is safe, for example "Nothing you typed is lost." */
  safe?: ReactNode;
  /** What to do, with the button that does it. */
  action?: ReactNode;
  reference?: { label: string; id: string; copyLabel: string; copiedLabel: string } | undefined;
  className?: string;
}

/** Something failed: what happened, what is safe, what to do, and the request id to quote. */
export function ErrorState({ title, safe, action, reference, className }: ErrorStateProps) {
  return (
    <div role="alert" className={clsx("flex items-start gap-3 py-4", className)}>
      <StateMark state="fail" className="mt-0.5 size-4" />
      <div className="flex min-w-0 flex-col items-start gap-1">
        <p className="font-medium">{title}</p>
        {safe && <p className="text-muted">{safe}</p>}
        {reference && (
          <p className="flex items-center gap-1 text-xs text-muted">
            {reference.label} <code className="font-mono break-all">{reference.id}</code>
            <CopyButton
              text={reference.id}
              label={reference.copyLabel}
              copiedLabel={reference.copiedLabel}
            />
          </p>
        )}
        {action && <div className="mt-2 flex flex-wrap gap-2">{action}</div>}
      </div>
    </div>
  );
}
