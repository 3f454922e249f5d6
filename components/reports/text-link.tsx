import { clsx } from "clsx";
import Link from "next/link";
import type { ComponentProps } from "react";

/** A link among text and figures: underlined softly, tall enough for a finger. */
export function TextLink({ className, ...rest }: ComponentProps<typeof Link>) {
  return (
    <Link
      {...rest}
      className={clsx(
        "inline-flex items-center gap-1.5 rounded-sm underline decoration-line-strong underline-offset-4 hover:decoration-current pointer-coarse:min-h-11",
        className,
      )}
    />
  );
}
