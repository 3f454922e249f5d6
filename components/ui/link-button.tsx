import { clsx } from "clsx";
import Link from "next/link";
import type { ComponentProps } from "react";

import { buttonStyle, type ButtonSize, type ButtonVariant } from "./button-style.ts";

interface LinkButtonProps extends ComponentProps<typeof Link> {
  variant?: ButtonVariant;
  size?: ButtonSize;
}

/** A link that looks like a button: it goes somewhere, it does nothing. */
export function LinkButton({
  variant = "secondary",
  size = "md",
  className,
  ...rest
}: LinkButtonProps) {
  return <Link {...rest} className={clsx(buttonStyle(variant, size), className)} />;
}
