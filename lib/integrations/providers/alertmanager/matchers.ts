import { ProviderError } from "#lib/integrations/provider-error.ts";
import { matchesWhole } from "#lib/integrations/safe-pattern.ts";

export type Matcher = { label: string; operator: "=" | "!=" | "=~" | "!~"; value: string };

// One matcher: name, operator, value in quotes or bare; braces and commas stand round it.
const MATCHER =
  /\s*(?:"((?:\\.|[^"\\])*)"|([^\s"=!~,{}]+))\s*(=~|!~|!=|=)\s*(?:"((?:\\.|[^"\\])*)"|([^",{}]*))\s*(?:,|$)/y;

/** The matchers of a route: those of today and, before them, `match` and `match_re` of old. */
export function readMatchers(route: {
  match?: Record<string, string> | null | undefined;
  match_re?: Record<string, string> | null | undefined;
  matchers?: string[] | null | undefined;
}): Matcher[] {
  const equal = Object.entries(route.match ?? {}).map(([label, value]) => ({
    ...{ label, operator: "=" as const, value },
  }));
  const like = Object.entries(route.match_re ?? {}).map(([label, value]) => ({
    ...{ label, operator: "=~" as const, value },
  }));
  return [...equal, ...like, ...(route.matchers ?? []).flatMap(parseMatchers)];
}

/** Reads `severity="critical"`, `team =~ a|b`, or several as `{a="1", b!="2"}`. */
export function parseMatchers(text: string): Matcher[] {
  const trimmed = text.trim();
  const inner = /^\{(.*)\}$/s.exec(trimmed)?.[1] ?? trimmed;
  const found: Matcher[] = [];
  MATCHER.lastIndex = 0;
  while (MATCHER.lastIndex < inner.length) {
    const parts = MATCHER.exec(inner);
    if (!parts) throw new ProviderError("not_understood", `matcher: ${text.slice(0, 200)}`);
    const [, quotedLabel, bareLabel, operator, quotedValue, bareValue] = parts;
    found.push({
      label: quotedLabel === undefined ? (bareLabel ?? "") : unescaped(quotedLabel),
      operator: operator as Matcher["operator"],
      value: quotedValue === undefined ? (bareValue ?? "").trim() : unescaped(quotedValue),
    });
    if (parts[0] === "") break;
  }
  return found;
}

/** Whether labels fulfil all matchers; a label that is not there is an empty one. */
export function matchesAll(matchers: Matcher[], labels: Record<string, string>): boolean {
  return matchers.every(({ label, operator, value }) => {
    const actual = labels[label] ?? "";
    if (operator === "=") return actual === value;
    if (operator === "!=") return actual !== value;
    const matches = matchesWhole(value, actual);
    if (matches === null) throw new ProviderError("not_understood", `${label}${operator}${value}`);
    return operator === "=~" ? matches : !matches;
  });
}

const ESCAPED: Record<string, string> = { n: "\n" };

const unescaped = (text: string): string =>
  text.replaceAll(/\\(.)/g, (_all, letter: string) => ESCAPED[letter] ?? letter);
