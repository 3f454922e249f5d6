/**
 * What a message asks of its caller: the names of its arguments (with their kind, where it has one)
 * and of its tags, sorted. Throws when a brace is missing.
 */
export function messageNeeds(message: string): string[] {
  const needs = new Set<string>();
  const end = readText(message, 0, needs);
  if (end !== message.length) throw new Error("closes a brace that was not opened");
  for (const [, tag = ""] of message.matchAll(/<\/?(\w+)\s*\/?>/g)) needs.add(`<${tag}>`);
  return [...needs].sort();
}

/** Reads text and the arguments in it up to the brace that closes it; returns that brace's place. */
function readText(message: string, start: number, needs: Set<string>): number {
  let at = start;
  while (at < message.length && message[at] !== "}") {
    if (message[at] === "'" && /['{}<]/.test(message[at + 1] ?? "")) at = skipQuoted(message, at);
    else if (message[at] === "{") at = readArgument(message, at + 1, needs);
    else at += 1;
  }
  return at;
}

function skipQuoted(message: string, quote: number): number {
  if (message[quote + 1] === "'") return quote + 2;
  const end = message.indexOf("'", quote + 1);
  return end === -1 ? message.length : end + 1;
}

/** Reads `name}`, `name, kind, style}` or `name, plural, one {…} other {…}}` after its brace. */
function readArgument(message: string, start: number, needs: Set<string>): number {
  const head = /^\s*(\w+)\s*(?:,\s*(\w+)\s*)?/.exec(message.slice(start));
  if (!head) throw new Error(`has no argument's name at position ${start}`);
  const [all, name = "", kind] = head;
  needs.add(kind ? `${name}:${kind}` : name);
  let at = start + all.length;
  while (at < message.length && message[at] !== "}") {
    at = message[at] === "{" ? readText(message, at + 1, needs) + 1 : at + 1;
  }
  if (at >= message.length) throw new Error("lacks a closing brace");
  return at + 1;
}
