import type { AccessState } from "#lib/integrations/choices.ts";
import { defineProvider, type TestResult } from "#lib/integrations/provider.ts";
import { toFailure } from "#lib/integrations/run-check.ts";
import { backupChecks } from "./backup-checks.ts";
import { openPrometheus, type PrometheusSource } from "./client.ts";
import { config, credentials } from "./config.ts";
import { declaredChecks } from "./declared-checks.ts";
import { metricChecks } from "./metric-checks.ts";
import { presenceChecks } from "./presence-checks.ts";
import { presets } from "./presets.ts";
import { queueChecks } from "./queue-checks.ts";
import { resourceChecks } from "./resource-checks.ts";
import { ruleChecks } from "./rule-checks.ts";
import { signals } from "./signals.ts";

export const prometheus = defineProvider({
  id: "prometheus",
  config,
  credentials,
  open: openPrometheus,
  test,
  checks: {
    ...presenceChecks,
    ...metricChecks,
    ...resourceChecks,
    ...declaredChecks,
    ...queueChecks,
    ...backupChecks,
    ...ruleChecks,
  },
  signals,
  presets,
  pace: { calls: 50, perSeconds: 1 },
});

/** Compatible services may lack parts of the interface, so each is asked for; queries they all have. */
async function test(source: PrometheusSource): Promise<TestResult> {
  await source.query("vector(1)");
  const [query, rules, targets, alertmanagers] = await Promise.all([
    accessTo(() => source.query("up")),
    accessTo(() => source.alertRules()),
    accessTo(() => source.activeTargets()),
    accessTo(() => source.alertmanagers()),
  ]);
  const version = await source.version().catch(() => null);
  return {
    account: version && `Prometheus ${version}`,
    access: { query, rules, targets, alertmanagers },
  };
}

async function accessTo(ask: () => Promise<unknown>): Promise<AccessState> {
  try {
    await ask();
    return "granted";
  } catch (error) {
    const { reason } = toFailure(error);
    return reason === "no_permission" || reason === "not_found" ? "missing" : "unknown";
  }
}
