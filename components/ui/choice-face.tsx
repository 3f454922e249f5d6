"use client";

import { clsx } from "clsx";
import { ChevronDown } from "lucide-react";
import { useId, type ReactNode } from "react";

import { useFieldControl } from "./field-context.ts";
import { control } from "./styles.ts";

interface ChoiceLook {
  size?: "sm" | "md" | undefined;
  /** "plain" has no outline until hovered, for use inside rows. */
  look?: "control" | "plain" | undefined;
  className?: string | undefined;
}

/** The classes of a button that opens a list to choose from. */
export function choiceStyle({ size = "md", look = "control", className }: ChoiceLook): string {
  return clsx(
    control,
    "flex select-none items-center gap-2 pr-2 text-left",
    look === "plain" && "border-transparent! bg-transparent! hover:bg-pressed!",
    size === "sm" ? "h-(--control-small) text-sm" : "h-(--control) text-base",
    className,
  );
}

interface ChoiceFaceProps {
  chosen: { label: string; leading?: ReactNode } | undefined;
  placeholder: string | undefined;
  arrow?: boolean;
}

/** What such a button shows: the choice, or what could be chosen. */
export function ChoiceFace({ chosen, placeholder, arrow = true }: ChoiceFaceProps) {
  return (
    <>
      {chosen?.leading}
      <span className={clsx("min-w-0 flex-1 truncate", !chosen && "text-faint")}>
        {chosen?.label ?? placeholder}
      </span>
      {arrow && <ChevronDown aria-hidden className="size-4 shrink-0 text-faint" />}
    </>
  );
}

interface LightChoiceProps extends ChoiceLook {
  label: string | undefined;
  disabled: boolean | undefined;
  onOpen: () => void;
  prepare: () => unknown;
  children: ReactNode;
}

/** Stands for such a button until its list is first opened. */
export function LightChoice({
  label,
  disabled,
  onOpen,
  prepare,
  children,
  ...look
}: LightChoiceProps) {
  const { name: _, ...field } = useFieldControl({ disabled });
  const listId = useId();
  return (
    <button
      {...field}
      type="button"
      role="combobox"
      aria-label={label}
      aria-expanded={false}
      // The list is not there yet; the role asks for its id all the same.
      aria-controls={listId}
      aria-haspopup="listbox"
      onPointerEnter={prepare}
      onFocus={prepare}
      onClick={onOpen}
      onKeyDown={(event) => {
        if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
        event.preventDefault();
        onOpen();
      }}
      className={choiceStyle(look)}
    >
      {children}
    </button>
  );
}
