import { clsx } from "clsx";

/** Stands where content comes, the size of what comes; only on first load. Say "loading" once, outside. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span aria-hidden className={clsx("block animate-pulse rounded-sm bg-pressed", className)} />
  );
}
