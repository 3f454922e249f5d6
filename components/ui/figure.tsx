import { clsx } from "clsx";
import { Minus, TrendingDown, TrendingUp } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

interface FigureProps {
  label: ReactNode;
  /** Already formatted for the reader's language. */
  value: string;
  unit?: string;
  /** How old it is: "as of 12 s ago". */
  age?: ReactNode;
  /** Where it goes, in words: "+4 since yesterday". "good" and "bad" colour it. */
  direction?: { to: "up" | "down" | "flat"; text: string; tone?: "good" | "bad" | "neutral" };
  /** The items behind the number. */
  href?: string;
  /** A bar or a chart under the number. */
  children?: ReactNode;
  className?: string;
}

const arrows = { up: TrendingUp, down: TrendingDown, flat: Minus } as const;
const tones = { good: "text-done", bad: "text-fail", neutral: "text-muted" } as const;

/** A number that says what it counts, how old it is and where it goes. */
export function Figure({
  label,
  value,
  unit,
  age,
  direction,
  href,
  children,
  className,
}: FigureProps) {
  const Arrow = direction && arrows[direction.to];
  const number = (
    <>
      <span className="figures text-2xl font-medium">{value}</span>
      {unit && <span className="text-sm text-muted">{unit}</span>}
    </>
  );
  return (
    <div className={clsx("flex min-w-0 flex-col gap-1", className)}>
      <p className="text-sm text-muted">{label}</p>
      <p className="flex items-baseline gap-1.5">
        {href ? (
          <Link
            href={href}
            className="flex items-baseline gap-1.5 rounded-sm underline-offset-4 hover:underline"
          >
            {number}
          </Link>
        ) : (
          number
        )}
      </p>
      {children}
      {(direction || age) && (
        <p className="flex flex-wrap items-center gap-x-2 text-xs text-muted">
          {direction && Arrow && (
            <span
              className={clsx("inline-flex items-center gap-1", tones[direction.tone ?? "neutral"])}
            >
              <Arrow aria-hidden className="size-3.5" />
              {direction.text}
            </span>
          )}
          {age}
        </p>
      )}
    </div>
  );
}
