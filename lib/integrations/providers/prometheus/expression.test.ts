import { expect, test } from "vitest";
import { comparedWithNumbers, readRecorded, type Compared } from "./expression.ts";
import { asksForAuthFailures, asksForErrors, hasNameWith, isQuantile } from "./rule-subjects.ts";

const settings = {
  errorWords: ["error", "fail"],
  authWords: ["login_fail"],
  statusLabels: ["status", "code"],
};
const RECORDED = readRecorded(
  new Map([
    ["job:errors:ratio", ['sum(rate(http_requests_total{code=~"5.."}[5m])) / sum(requests)']],
    ["job:errors:twice", ["job:errors:ratio * 2"]],
    ["itself", ["itself + 1"]],
  ]),
);

const anyOf = (expression: string, asks: (compared: Compared) => boolean): boolean =>
  comparedWithNumbers(expression, RECORDED).some(asks);
const errors = (compared: Compared) => asksForErrors(compared, settings);
const authFailures = (compared: Compared) => asksForAuthFailures(compared, settings);

test.each([
  'sum(rate(http_requests_total{status=~"5.."}[5m])) / sum(rate(http_requests_total[5m])) > 0.05',
  "rate(app_errors_total[5m]) > 0",
  "0.05 < rate(app_errors_total[5m])",
  'increase(http_requests_total{code!~"2..|3..|4.."}[1h]) >= bool 10',
  "rate(http_requests_total{code=~'5\\\\d{2}'}[5m]) > 14.4 * 0.001",
  '(rate({__name__="http_requests_total", status="503"}[5m])) > (0.1)',
  "sum(errors) / sum(requests) > 1e-3 and on () sum(rate(requests_total[5m])) > 1",
  "job:errors:ratio > 0.05",
  "job:errors:twice > 0.05",
  '1 - sum(rate(x_total{code!~"[1234].."}[5m])) / sum(rate(x_total[5m])) < 0.99',
  'rate({"app.errors", "status"="500"}[5m]) > 0',
])("a rule on errors: %s", (expression) => {
  expect(anyOf(expression, errors)).toBe(true);
});

test.each([
  'rate(http_requests_total{status=~"5.."}[5m])',
  "rate(app_errors_total[5m]) > scalar(limit)",
  "rate(app_errors_total[5m]) > app_limit",
  "app_errors_total > 5",
  'rate(http_requests_total{status=~"2.."}[5m]) < 1',
  'rate(http_requests_total{status!~"5.."}[5m]) < 1',
  'rate(http_requests_total{status=~".*"}[5m]) > 100',
  'absent(up{job="errors"}) == 1',
  'rate(requests_total{message="5.. error > 1"}[5m]) > 5',
  "up == 0 # rate(app_errors_total[5m]) > 0",
  "itself > 1",
  "",
  "this is no PromQL (",
])("no rule on errors: %s", (expression) => {
  expect(anyOf(expression, errors)).toBe(false);
});

test.each([
  ['sum(rate(http_requests_total{status="401"}[5m])) > 10', true],
  ['sum(rate(http_requests_total{status=~"401|403"}[5m])) > 10', true],
  ["increase(login_failures_total[10m]) > 20", true],
  ['sum(rate(http_requests_total{status=~"4.."}[5m])) > 10', false],
  ['http_requests_total{status="401"} > 10', false],
  ['rate(http_requests_total{status="401"}[5m])', false],
])("a rule on failed log-ins: %s: %s", (expression, expected) => {
  expect(anyOf(expression, authFailures)).toBe(expected);
});

test.each([
  ["histogram_quantile(0.95, sum by (le) (rate(request_duration_bucket[5m]))) > 1", true],
  ['request_duration_seconds{quantile="0.99"} > 1', true],
  ["rate(request_duration_sum[5m]) / rate(request_duration_count[5m]) > 1", false],
  ["histogram_quantile(0.95, rate(queue_size_bucket[5m])) > 1", false],
])("a rule on a quantile of durations: %s: %s", (expression, expected) => {
  const asks = (compared: Compared) =>
    isQuantile(compared) && hasNameWith(compared, ["request_duration"]);
  expect(anyOf(expression, asks)).toBe(expected);
});

test("of an expression that is made to take long only the beginning is read", () => {
  const read = comparedWithNumbers(`a${" > 1".repeat(2_000)}`, RECORDED);
  expect(read.length).toBeLessThanOrEqual(20);
  expect(comparedWithNumbers(`a${" > 1".repeat(200_000)}`, RECORDED)).toEqual([]);
});
