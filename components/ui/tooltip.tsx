import { cloneElement, type ReactElement } from "react";

interface TooltipProps {
  content: string;
  /** Keys that do the same, one string per key. */
  keys?: readonly string[] | undefined;
  side?: TooltipSide;
  /** One element with DOM props; it must have a name of its own. */
  children: ReactElement<Record<string, unknown>>;
}

export type TooltipSide = "top" | "bottom" | "left" | "right";

/** The attributes that `TooltipLayer` looks for. */
export function tooltipProps(
  content: string,
  keys?: readonly string[],
  side: TooltipSide = "top",
): Record<`data-tooltip${string}`, string | undefined> {
  return {
    "data-tooltip": content,
    "data-tooltip-keys": keys?.join(" "),
    "data-tooltip-side": side,
  };
}

/**
 * A short hint on hover and focus. Never the only place for something one needs to know. Costs
 * three attributes: one layer shows the hints of the whole page.
 */
export function Tooltip({ content, keys, side, children }: TooltipProps) {
  return cloneElement(children, tooltipProps(content, keys, side));
}
