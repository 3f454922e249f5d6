import type { KeyboardEvent } from "react";

/** Sends the form with ⌘ or Ctrl and Enter; plain Enter stays a new line. */
export function submitOnEnter(event: KeyboardEvent<HTMLTextAreaElement>): void {
  if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
  event.preventDefault();
  event.currentTarget.form?.requestSubmit();
}
