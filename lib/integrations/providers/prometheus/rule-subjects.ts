// What an alert is about, judged by functions, names of metrics and matchers of labels.
import { matchesWhole } from "#lib/integrations/safe-pattern.ts";
import type { Compared, LabelMatcher, Selected } from "./expression.ts";

const RATES = ["rate", "irate", "increase", "delta", "idelta"];
const SERVER_ERRORS = ["500", "502", "503", "504", "5xx", "5XX"];

/** A ratio or rate of 5xx answers or of a counter of errors. */
export function asksForErrors(
  compared: Compared,
  { errorWords, statusLabels }: { errorWords: string[]; statusLabels: string[] },
): boolean {
  if (!isRate(compared) && !compared.divides) return false;
  return compared.selected.some(
    (selected) =>
      nameHas(selected, errorWords) ||
      statusMatchers(selected, statusLabels).some(
        (matcher) => lets(matcher, SERVER_ERRORS) && !lets(matcher, ["200", "404"]),
      ),
  );
}

/** A rate of 401, of 403, or of a counter of failed log-ins. */
export function asksForAuthFailures(
  compared: Compared,
  { authWords, statusLabels }: { authWords: string[]; statusLabels: string[] },
): boolean {
  if (!isRate(compared)) return false;
  return compared.selected.some(
    (selected) =>
      nameHas(selected, authWords) ||
      statusMatchers(selected, statusLabels).some(
        (matcher) => lets(matcher, ["401", "403"]) && !lets(matcher, ["200", "404", "500"]),
      ),
  );
}

/** A quantile of a histogram, of samples, or one that a summary has calculated. */
export function isQuantile({ functions, selected }: Compared): boolean {
  const calculated = ["histogram_quantile", "quantile_over_time", "quantile"];
  return (
    calculated.some((name) => functions.has(name)) ||
    selected.some(({ matchers }) => matchers.some(({ label }) => label === "quantile"))
  );
}

/** Whether a metric that is compared has one of `words` in its name. */
export function hasNameWith({ selected }: Compared, words: string[]): boolean {
  return selected.some((each) => nameHas(each, words));
}

const isRate = ({ functions }: Compared): boolean => RATES.some((name) => functions.has(name));

function nameHas({ name }: Selected, words: string[]): boolean {
  const lower = name?.toLowerCase() ?? "";
  return words.some((word) => lower.includes(word.toLowerCase()));
}

const statusMatchers = ({ matchers }: Selected, labels: string[]): LabelMatcher[] =>
  matchers.filter(({ label }) => labels.includes(label));

/** Whether a matcher lets one of the values through. */
function lets({ operator, value }: LabelMatcher, candidates: string[]): boolean {
  return candidates.some((candidate) => {
    if (operator === "=") return candidate === value;
    if (operator === "!=") return candidate !== value;
    const matches = matchesWhole(value, candidate);
    if (matches === null) return false;
    return operator === "=~" ? matches : !matches;
  });
}
