"use client";

import { Input as Base } from "@base-ui/react/input";
import { clsx } from "clsx";
import type { ComponentProps } from "react";

import { control } from "./styles.ts";

interface InputProps extends Omit<ComponentProps<typeof Base>, "size" | "className"> {
  size?: "sm" | "md";
  /** Ids, codes and tokens read better in mono. */
  mono?: boolean;
  className?: string;
}

/** One line of text. Inside a `Field` it takes its label, hint and error from there. */
export function Input({ size = "md", mono = false, className, ...rest }: InputProps) {
  return (
    <Base
      {...rest}
      className={clsx(
        control,
        size === "sm" ? "h-(--control-small) text-sm" : "h-(--control)",
        // Phones zoom into a field whose text is under 16 px.
        "pointer-coarse:text-lg",
        mono && "font-mono",
        className,
      )}
    />
  );
}
