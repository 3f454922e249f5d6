const LONGEST_PATTERN = 200;
const LONGEST_VALUE = 64;
const MOST_QUANTIFIERS = 5;
const COUNTED = /(\\d|\[[^\]]*\]|[\w.])\{(\d)\}/g;

/**
 * Whether a pattern from outside (RE2, as Prometheus and Alertmanager write it) matches the whole
 * value. Null where evaluating it could take long: a pattern that backtracks without end is refused,
 * not tried.
 */
export function matchesWhole(pattern: string, value: string): boolean | null {
  const insensitive = pattern.startsWith("(?i)");
  const source = (insensitive ? pattern.slice(4) : pattern).replaceAll(
    COUNTED,
    (_all, atom: string, count: string) => atom.repeat(Number(count)),
  );
  const quantifiers = source.replaceAll(/\\.|\[[^\]]*\]|\(\?:/g, "_").match(/[*+?]/g) ?? [];
  const repeatsGroup = /\)[*+{]/.test(source);
  const tooMuch =
    source.length > LONGEST_PATTERN ||
    value.length > LONGEST_VALUE ||
    quantifiers.length > MOST_QUANTIFIERS ||
    repeatsGroup ||
    source.includes("{");
  if (tooMuch) return null;
  try {
    return new RegExp(`^(?:${source})$`, insensitive ? "is" : "s").test(value);
  } catch {
    return null;
  }
}
