import type { ReactNode } from "react";

interface SecurityRowProps {
  title: string;
  state: ReactNode;
  action: ReactNode;
}

/** One thing that guards the account: what it is, how it stands, what can be done. */
export function SecurityRow({ title, state, action }: SecurityRowProps) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
      <div className="min-w-0">
        <p className="font-medium">{title}</p>
        <p className="text-sm text-muted">{state}</p>
      </div>
      {action}
    </div>
  );
}
