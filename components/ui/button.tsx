import { clsx } from "clsx";
import type { ComponentProps } from "react";

import { buttonStyle, type ButtonSize, type ButtonVariant } from "./button-style.ts";
import { Spinner } from "./spinner.tsx";

interface ButtonProps extends ComponentProps<"button"> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** While the action runs: shows a spinner, keeps focus and width, ignores presses. */
  pending?: boolean;
}

/** A push button; `type="button"` unless told otherwise. */
export function Button({
  variant = "secondary",
  size = "md",
  pending = false,
  className,
  children,
  onClick,
  type = "button",
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      // A pending submit button must not submit again, and must keep the focus.
      type={pending ? "button" : type}
      onClick={pending ? undefined : onClick}
      aria-disabled={pending || undefined}
      aria-busy={pending || undefined}
      className={clsx(buttonStyle(variant, size), className)}
    >
      {pending && <Spinner className="-ml-0.5" />}
      {children}
    </button>
  );
}
