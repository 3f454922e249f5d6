import { clsx } from "clsx";
import type { ReactNode } from "react";

interface EmptyStateProps {
  /** A 20 px icon; decorative. */
  icon?: ReactNode;
  /** One sentence: what belongs here and how it gets here. */
  children: ReactNode;
  /** One action. */
  action?: ReactNode;
  className?: string;
}

/** Nothing here yet: one sentence, one action. */
export function EmptyState({ icon, children, action, className }: EmptyStateProps) {
  return (
    <div className={clsx("flex flex-col items-center gap-3 px-4 py-12 text-center", className)}>
      {icon && <span className="text-faint">{icon}</span>}
      <p className="max-w-[44ch] text-balance text-muted">{children}</p>
      {action}
    </div>
  );
}
