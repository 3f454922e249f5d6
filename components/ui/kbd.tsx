import { clsx } from "clsx";

import { areCharacterKeys } from "./character-keys.ts";

interface KbdProps {
  /** One string per key: `["⌘", "K"]`. */
  keys: readonly string[];
  /** On a dark-on-light-swapped ground, as in tooltips. */
  inverted?: boolean;
  className?: string;
}

/** Keys to press, as small caps of plastic; not shown where the reader has switched them off. */
export function Kbd({ keys, inverted = false, className }: KbdProps) {
  return (
    <span
      className={clsx(
        "inline-flex shrink-0 gap-0.5",
        areCharacterKeys(keys) && "in-data-[keys=off]:hidden!",
        className,
      )}
    >
      {keys.map((key) => (
        <kbd
          key={key}
          className={clsx(
            "inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-sm border px-1 font-sans text-xs leading-none",
            inverted ? "border-canvas/30 text-canvas" : "border-line-strong bg-surface text-muted",
          )}
        >
          {key}
        </kbd>
      ))}
    </span>
  );
}
