import { ProviderError } from "#lib/integrations/provider-error.ts";
import type { Config } from "./config.ts";

export type Matcher = readonly [label: string, operator: "=" | "!=" | "=~" | "!~", value: string];

/** Which of the configuration's words narrow a selection. */
export type Scope = "job" | "namespace" | "all";

/** A selector of a metric by its name or pattern of names, narrowed to the project. */
export type Select = (metric: string, ...matchers: Matcher[]) => string;

const PLAIN_NAME = /^[a-zA-Z_:][\w:]*$/;

/**
 * Selectors for a scope. `job` goes before the job of the configuration. Throws ProviderError
 * `not_declared` where the scope needs a word that nobody has given.
 */
export function selectIn(scope: Scope, config: Config, job = ""): Select {
  const narrowed: Matcher[] = [...scopeOf(scope, config, job), ...labelsOf(config)];
  return (metric, ...matchers) => {
    const named = PLAIN_NAME.test(metric);
    const all: Matcher[] = named ? [] : [["__name__", "=~", metric]];
    const text = [...all, ...narrowed, ...matchers].map(matcherText).join(", ");
    return `${named ? metric : ""}{${text}}`;
  };
}

/**
 * A free query with the words of the configuration in it: `$job` and `$namespace` inside quotes,
 * `$scope` for the matchers of job and labels. Throws ProviderError `not_declared`.
 */
export function withWords(query: string, config: Config): string {
  const scope = () => [...scopeOf("job", config, ""), ...labelsOf(config)].map(matcherText);
  return query
    .replaceAll(/\$scope\b/g, () => scope().join(", "))
    .replaceAll(/\$(job|namespace)\b/g, (_all, name: "job" | "namespace") =>
      quote(declared(name, config[name])).slice(1, -1),
    );
}

function scopeOf(scope: Scope, config: Config, job: string): Matcher[] {
  if (scope === "job") return [["job", "=", job || declared("job", config.job)]];
  if (scope === "all") return [];
  return [["namespace", "=", declared("namespace", config.namespace)]];
}

function declared(name: string, value: string): string {
  if (value === "") throw new ProviderError("not_declared", name);
  return value;
}

const labelsOf = (config: Config): Matcher[] =>
  config.labels.map((pair) => {
    const at = pair.indexOf("=");
    return [pair.slice(0, at), "=", pair.slice(at + 1)] as const;
  });

const matcherText = ([label, operator, value]: Matcher): string =>
  `${label}${operator}${quote(value)}`;

/** A text as PromQL writes it, so that no value can end its quotes. */
export const quote = (value: string): string => JSON.stringify(value.toWellFormed());
