/** Of a key event, what tells which key was meant. */
type KeyPress = Pick<
  KeyboardEvent,
  "key" | "code" | "shiftKey" | "metaKey" | "ctrlKey" | "altKey" | "isComposing"
>;

/**
 * The key as our key map names it: `j`, `shift+j`, `mod+a`, `Enter`. A letter of another script, as
 * with Korean input, counts as the key's Latin letter. Null for what is not ours.
 */
export function pressedKey(event: KeyPress): string | null {
  if (event.isComposing && !/^Key[A-Z]$/.test(event.code)) return null;
  const latin = /^Key([A-Z])$/.exec(event.code)?.[1];
  const isAscii = /^[\x21-\x7e]$/.test(event.key);
  const key = event.key.length > 1 && event.key !== "Process" ? event.key : null;
  const name = key ?? (isAscii ? event.key.toLowerCase() : latin?.toLowerCase());
  if (!name) return null;
  const isLetter = /^[a-z]$/.test(name);
  const parts = [
    event.metaKey || event.ctrlKey ? "mod" : "",
    event.altKey ? "alt" : "",
    event.shiftKey && (isLetter || name.length > 1) ? "shift" : "",
    name,
  ];
  return parts.filter(Boolean).join("+");
}
