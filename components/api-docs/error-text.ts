/** A message with an ellipsis for each of its arguments, whatever kind and however nested they are. */
export function withoutArguments(message: string): string {
  let text = "";
  let depth = 0;
  for (const character of message) {
    if (character === "{") depth += 1;
    if (depth === 0) text += character;
    if (character === "}" && --depth === 0) text += "…";
  }
  return text;
}
