"use client";

import { cloneElement, type MouseEvent, type ReactElement } from "react";

/** An element that takes the props of a button. */
export type TriggerElement = ReactElement<Record<string, unknown>>;

interface LightTriggerProps {
  trigger: TriggerElement;
  opens: "menu" | "dialog";
  onOpen: () => void;
  /** Fetches what will open, as soon as the pointer or the focus comes near. */
  prepare: () => unknown;
}

/** Stands for the trigger of a floating layer until that layer is first opened. */
export function LightTrigger({ trigger, opens, onOpen, prepare }: LightTriggerProps) {
  return cloneElement(trigger, {
    "aria-haspopup": opens,
    "aria-expanded": false,
    onPointerEnter: prepare,
    onFocus: prepare,
    onClick: (event: MouseEvent) => {
      const own = trigger.props["onClick"] as ((event: MouseEvent) => void) | undefined;
      own?.(event);
      if (!event.defaultPrevented) onOpen();
    },
  });
}
