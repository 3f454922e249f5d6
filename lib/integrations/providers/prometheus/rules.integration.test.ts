import fs from "node:fs";
import path from "node:path";
import { stringify } from "yaml";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readSignal } from "#lib/integrations/run-check.ts";
import { openProvider, type ProviderRun } from "#lib/testing/provider-run.ts";
import { startRealMonitoring, type RealMonitoring } from "#lib/testing/real-monitoring.ts";
import { alertmanager } from "../alertmanager/provider.ts";
import { prometheus } from "./provider.ts";

const annotations = { summary: "It happens", runbook_url: "https://example.org/runbook" };
const rule = (alert: string, expr: string) => ({
  ...{ alert, expr, for: "1s", labels: { severity: "critical" }, annotations },
});

// Limits that no machine reaches, so that one alert fires and no other.
const GOOD_RULES = [
  rule("Errors", "job:errors:rate > 0.05"),
  rule("LogIns", 'sum(rate(http_requests_total{status=~"401|403"}[5m])) > 10'),
  rule("Slow", "histogram_quantile(0.95, rate(http_request_duration_seconds_bucket[5m])) > 1"),
  rule("Cpu", '1 - avg(rate(node_cpu_seconds_total{mode="idle"}[5m])) > 2'),
  rule("Memory", "node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes < 0"),
  rule("DeadLetters", 'rabbitmq_queue_messages{queue=~".*dlq"} > 0'),
  rule("NodeIsThere", 'up{job="node"} == 1'),
];
const RECORDED = {
  record: "job:errors:rate",
  expr: 'sum(rate(http_requests_total{status=~"5.."}[5m]))',
};

// The first start on a machine fetches the programs.
const STARTS_WITHIN_MS = 120_000;

let real: RealMonitoring;
beforeAll(async () => {
  real = await startRealMonitoring({
    ruleGroups: [{ name: "good", rules: [RECORDED, ...GOOD_RULES] }],
    alertmanagerConfig: {
      route: { receiver: "nobody", group_wait: "0s" },
      receivers: [{ name: "nobody" }],
    },
  });
  await real.until('ALERTS{alertname="NodeIsThere", alertstate="firing"}');
  await real.until('sum(alertmanager_alerts{state="active"}) > 0');
}, STARTS_WITHIN_MS);
afterAll(() => real.stop());

const open = () => openProvider(prometheus, { url: real.prometheusUrl, job: "node" });
const openAlertmanager = (): ProviderRun =>
  openProvider(alertmanager, {
    url: real.alertmanagerUrl,
    filters: ['alertname="NodeIsThere"'],
  });

const RULE_CHECKS: [check: string, seen: Record<string, unknown>][] = [
  ["rules.error-rate-alert", { errors: "Errors", rules: 7, sound: 7 }],
  ["rules.auth-failure-alert", { auth_failures: "LogIns" }],
  ["rules.dlq-depth-alert", { depth: "DeadLetters" }],
  ["rules.latency-and-saturation-alerts", { latency: "Slow", cpu: "Cpu", memory: "Memory" }],
  ["rules.alerting-delivered", { rules: 7, not_ok: [], alertmanagers: 1 }],
  ["rules.alert-hygiene", { rules: 7 }],
];
const settingsOf = (check: string) =>
  check === "rules.dlq-depth-alert" ? { dlqMetric: "rabbitmq_queue_messages" } : {};

describe("alerts of a real Prometheus", () => {
  test.each(RULE_CHECKS)("%s passes with sound rules", async (check, seen) => {
    const { verdict, reading } = await open().check(check, settingsOf(check));
    expect(verdict).toBe("pass");
    expect(reading.seen).toMatchObject(seen);
  });

  test("the metric of dead letters has to be named first", async () => {
    const { reason, reading } = await open().check("rules.dlq-depth-alert");
    expect([reason, reading.detail]).toEqual(["not_declared", "dlqMetric"]);
  });

  test("what fires is listed by Prometheus and by Alertmanager", async () => {
    const firing = await readSignal(prometheus, open().source, "alerts", {});
    const row = { title: "NodeIsThere", state: "fail", detail: "It happens" };
    expect(firing).toMatchObject({ value: 1, rows: [row] });
    const got = await readSignal(alertmanager, openAlertmanager().source, "alerts", {});
    expect(got).toMatchObject({ value: 1, rows: [row] });
    expect(got.rows?.[0]?.url).toContain("/graph?g0.expr=");
  });

  test("a silence takes its alerts from the open ones and is listed itself", async () => {
    const hour = 3_600_000;
    const made = await fetch(`${real.alertmanagerUrl}/api/v2/silences`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        matchers: [{ name: "alertname", value: "NodeIsThere", isRegex: false, isEqual: true }],
        startsAt: new Date().toISOString(),
        endsAt: new Date(Date.now() + hour).toISOString(),
        ...{ createdBy: "Kim", comment: "Planned" },
      }),
    });
    expect(made.status).toBe(200);
    await expect
      .poll(() => readSignal(alertmanager, openAlertmanager().source, "alerts", {}))
      .toMatchObject({ value: 0 });
    expect(await readSignal(alertmanager, openAlertmanager().source, "silences", {})).toMatchObject(
      {
        value: 1,
        rows: [{ title: "alertname=NodeIsThere", state: "warn", detail: "Kim: Planned" }],
      },
    );
  });
});

describe("a Prometheus that was stopped", () => {
  test("is unreachable, and after a start with worse rules fails what passed", async () => {
    await real.stopPrometheus();
    for (const check of ["rules.alerting-delivered", "targets.up", "disk.free-above-15pct"]) {
      expect(await open().check(check)).toMatchObject({
        ...{ verdict: "unknown", reason: "unreachable" },
      });
    }
    const worse = [
      { alert: "Bare", expr: "up == 0" },
      rule("Broken", "up * on (job) node_cpu_seconds_total > 1"),
    ];
    const groups = [{ name: "worse", rules: worse }];
    fs.writeFileSync(path.join(real.folder, "rules.yml"), stringify({ groups }));
    await real.startPrometheus();
    await expect
      .poll(async () => (await open().check("rules.alerting-delivered")).reading.seen, {
        timeout: 15_000,
      })
      .toMatchObject({ rules: 2, not_ok: ["Broken"] });
    for (const [check] of RULE_CHECKS) {
      expect([check, (await open().check(check, settingsOf(check))).verdict]).toEqual([
        ...[check, "fail"],
      ]);
    }
    const { seen } = (await open().check("rules.alert-hygiene")).reading;
    expect(seen).toMatchObject({
      ...{ without_duration: ["Bare"], without_severity: ["Bare"] },
      ...{ without_summary: ["Bare"], without_runbook_url: ["Bare"] },
    });
  });
});
