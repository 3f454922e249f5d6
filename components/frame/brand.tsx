import { clsx } from "clsx";

/** The mark: a card with a list on it, the last line ticked. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden className={clsx("shrink-0", className ?? "size-6")}>
      <rect x="1" y="1" width="22" height="22" rx="6" className="fill-accent" />
      <path
        d="M6.5 7.75h7M6.5 12h4"
        className="stroke-on-accent"
        strokeWidth="2"
        strokeLinecap="round"
        opacity="0.55"
      />
      <path
        d="m8.5 15.5 2.75 2.5 6.5-7.5"
        className="fill-none stroke-on-accent"
        strokeWidth="2.25"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
