import { z } from "zod";
import { judge, unknown } from "#lib/integrations/finding.ts";
import { defineCheck, type Check, type Facts } from "#lib/integrations/provider.ts";
import type { PrometheusSource, Rule } from "./client.ts";
import { comparedWithNumbers, readRecorded, type Compared } from "./expression.ts";
import { asksForAuthFailures, asksForErrors, hasNameWith, isQuantile } from "./rule-subjects.ts";
import { label, words } from "./settings.ts";

const SHOWN = 10;
const STATUS_LABELS = ["status", "code", "status_code", "http_status_code", "response_code"];
const statusLabels = words(...STATUS_LABELS, "http_response_status_code");

type Wanted<Settings> = Record<string, (compared: Compared, settings: Settings) => boolean>;

/** Passes when for each of what is wanted a sound rule compares it with a number. */
function ruleCheck<Settings extends z.ZodObject>(
  settings: Settings,
  wanted: Wanted<z.infer<Settings>>,
  undeclared?: (settings: z.infer<Settings>) => string | null,
): Check<PrometheusSource> {
  return defineCheck({
    settings,
    needs: ["rules"],
    run: async (source: PrometheusSource, own) => {
      const field = undeclared?.(own);
      if (field) return unknown("not_declared", {}, field);
      const rules = await source.alertRules();
      const recorded = readRecorded(await source.recordedExpressions());
      const sound = rules
        .filter(({ health }) => health === "ok")
        .map(({ name, query }) => ({ name, compared: comparedWithNumbers(query, recorded) }));
      const seen: Facts = { rules: rules.length, sound: sound.length };
      for (const [what, matches] of Object.entries(wanted)) {
        const rule = sound.find(({ compared }) => compared.some((each) => matches(each, own)));
        seen[what] = rule?.name ?? null;
      }
      return judge(
        Object.keys(wanted).every((what) => seen[what] !== null),
        seen,
      );
    },
  });
}

export const ruleChecks = {
  "rules.error-rate-alert": ruleCheck(
    z.strictObject({ errorWords: words("error", "fail", "exception"), statusLabels }),
    { errors: asksForErrors },
  ),

  "rules.auth-failure-alert": ruleCheck(
    z.strictObject({
      authWords: words(
        ...["login_fail", "failed_login", "signin_fail", "sign_in_fail", "logins_failed"],
        ...["auth_fail", "authentication_fail", "failed_auth", "auth_error"],
      ),
      statusLabels,
    }),
    { auth_failures: asksForAuthFailures },
  ),

  "rules.dlq-depth-alert": ruleCheck(
    z.strictObject({ dlqMetric: z.string().max(200).default("") }),
    {
      depth: ({ selected }, { dlqMetric }) => selected.some(({ name }) => name === dlqMetric),
    },
    ({ dlqMetric }) => (dlqMetric === "" ? "dlqMetric" : null),
  ),

  "rules.latency-and-saturation-alerts": ruleCheck(
    z.strictObject({
      durationWords: words("request_duration", "response_time", "latency", "http_duration"),
      cpuWords: words("cpu"),
      memoryWords: words("memory", "_mem_", "rss"),
    }),
    {
      latency: (compared, { durationWords }) =>
        isQuantile(compared) && hasNameWith(compared, durationWords),
      cpu: (compared, { cpuWords }) => hasNameWith(compared, cpuWords),
      memory: (compared, { memoryWords }) => hasNameWith(compared, memoryWords),
    },
  ),

  "rules.alerting-delivered": defineCheck({
    settings: z.strictObject({}),
    needs: ["rules", "alertmanagers"],
    run: async (source: PrometheusSource) => {
      const rules = await source.alertRules();
      const active = await source.alertmanagers();
      const unsound = rules.filter(({ health }) => health !== "ok");
      const seen = {
        rules: rules.length,
        not_ok: namesOf(unsound),
        error: unsound[0]?.lastError?.slice(0, 200) ?? null,
        alertmanagers: active.length,
      };
      // After a start or a change, a rule is unknown until it is evaluated for the first time.
      const isNew = unsound.length > 0 && unsound.every(({ health }) => health === "unknown");
      if (isNew && active.length > 0) return unknown("no_data", seen);
      return judge(rules.length > 0 && unsound.length === 0 && active.length > 0, seen);
    },
  }),

  "rules.alert-hygiene": defineCheck({
    settings: z.strictObject({
      severityLabel: label("severity"),
      annotations: words("summary", "runbook_url"),
    }),
    needs: ["rules"],
    run: async (source: PrometheusSource, { severityLabel, annotations }) => {
      const rules = await source.alertRules();
      const lacking: Record<string, Rule[]> = {
        without_duration: rules.filter(({ duration }) => duration <= 0),
        [`without_${severityLabel}`]: rules.filter(({ labels }) => !labels[severityLabel]),
      };
      for (const name of annotations) {
        lacking[`without_${name}`] = rules.filter((rule) => !rule.annotations[name]?.trim());
      }
      const found = Object.entries(lacking).filter(([, those]) => those.length > 0);
      const names = found.map(([what, those]) => [what, namesOf(those)]);
      return judge(rules.length > 0 && found.length === 0, {
        rules: rules.length,
        ...(Object.fromEntries(names) as Facts),
      });
    },
  }),
};

const namesOf = (rules: Rule[]): string[] => rules.slice(0, SHOWN).map(({ name }) => name);
