export const MASK = "***MASKED***";

const SECRET_NAME =
  /^(.*password.*|.*secret.*|.*token|(set-)?cookies?|(proxy-)?authorization|api-?_?key|.*_url|dsn)$/i;
const SECRETS_IN_TEXT: [RegExp, string][] = [
  [/\bpf_[\w-]{8,}/g, MASK],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, `$1 ${MASK}`],
  [/(\/\/[^:@\s/]*):[^@\s/]+@/g, `$1:${MASK}@`],
  [/((?:password|passwd|secret|token|cookie)["']?\s*[:=]\s*["']?)[^\s"',;&})]+/gi, `$1${MASK}`],
];
const DEEPEST = 8;

/**
 * A copy of `value` without what stands under the name of a secret or looks like one. Errors are left
 * to whoever writes them out; what is nested more than eight deep is masked whole.
 */
export function mask(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return maskText(value);
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Error || value instanceof Date) return value;
  if (depth >= DEEPEST) return MASK;
  if (Array.isArray(value)) return value.map((each) => mask(each, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      SECRET_NAME.test(name) ? MASK : mask(each, depth + 1),
    ]),
  );
}

/** `text` without tokens, passwords in addresses and `password=…`. */
export function maskText(text: string): string {
  return SECRETS_IN_TEXT.reduce((masked, [pattern, by]) => masked.replace(pattern, by), text);
}
