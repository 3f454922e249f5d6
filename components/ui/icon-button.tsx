import { clsx } from "clsx";
import type { ComponentProps } from "react";

import { buttonStyle, type ButtonSize, type ButtonVariant } from "./button-style.ts";
import { tooltipProps, type TooltipSide } from "./tooltip.tsx";

interface IconButtonProps extends Omit<ComponentProps<"button">, "aria-label" | "title"> {
  /** The accessible name, also shown as a tooltip. */
  label: string;
  /** Keys that do the same, shown in the tooltip: `["⌘", "K"]`. */
  keys?: readonly string[];
  tooltipSide?: TooltipSide;
  variant?: ButtonVariant;
  size?: ButtonSize;
}

/** A square button whose only content is an icon. */
export function IconButton({
  label,
  keys,
  tooltipSide,
  variant = "ghost",
  size = "md",
  className,
  type = "button",
  ...rest
}: IconButtonProps) {
  return (
    <button
      {...tooltipProps(label, keys, tooltipSide)}
      {...rest}
      type={type}
      aria-label={label}
      className={clsx(buttonStyle(variant, size, true), className)}
    />
  );
}
