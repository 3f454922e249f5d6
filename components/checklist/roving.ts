import type { KeyboardEvent } from "react";

/** Moves the focus among the buttons of a short list with the arrow keys. */
export function moveAmongButtons(event: KeyboardEvent<HTMLElement>): void {
  const by = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 }[event.key];
  if (by === undefined) return;
  const buttons = [...event.currentTarget.querySelectorAll("button")];
  const at = buttons.findIndex((button) => button === document.activeElement);
  buttons.at((at + by + buttons.length) % buttons.length)?.focus();
  event.preventDefault();
}
