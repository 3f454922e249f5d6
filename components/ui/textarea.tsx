"use client";

import { Field } from "@base-ui/react/field";
import { clsx } from "clsx";
import type { ComponentProps } from "react";

import { control } from "./styles.ts";

interface TextareaProps extends ComponentProps<"textarea"> {
  mono?: boolean;
}

/** Several lines of text; grows with its content up to half the screen. */
export function Textarea({ mono = false, className, rows = 3, ...rest }: TextareaProps) {
  return (
    <Field.Control
      render={
        <textarea
          {...rest}
          rows={rows}
          className={clsx(
            control,
            "field-sizing-content max-h-[50vh] min-h-18 resize-y py-1.5 leading-normal pointer-coarse:text-lg",
            mono && "font-mono text-sm",
            className,
          )}
        />
      }
    />
  );
}
