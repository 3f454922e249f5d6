import { describe, expect, test } from "vitest";
import { type Answered, judgeRun, nextBreaker, type RunOutcome, wasAsked } from "./breaker.ts";

const NOW = new Date("2026-11-23T12:00:00Z");
const after = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000);
const answered = (reason: Answered["reason"], retryAfterSeconds: number | null = null) => ({
  ...{ reason, detail: reason, retryAfterSeconds },
});
const broken: RunOutcome = {
  kind: "broken",
  trouble: { reason: "timeout", detail: null },
  seconds: null,
};

describe("a run", () => {
  test("has reached its provider when anything was answered", () => {
    const outcome = judgeRun([answered("timeout"), answered(null)]);
    expect(outcome).toEqual({ kind: "reached", trouble: null });
  });

  test("has reached it also when the answer is that we may not, which is told", () => {
    const outcome = judgeRun([answered("no_permission"), answered("no_permission")]);
    expect(outcome).toMatchObject({ kind: "reached", trouble: { reason: "no_permission" } });
  });

  test("that finds out that a service is away is in trouble, and goes on asking", () => {
    const away: Answered = { ...answered("unreachable"), isReading: true };
    const outcome = judgeRun([answered("timeout"), away]);
    expect(outcome).toMatchObject({ kind: "reached", trouble: { reason: "timeout" } });
    expect(nextBreaker(4, outcome, NOW, 0.5)).toMatchObject({ failures: 0, openUntil: null });
    expect(judgeRun([answered(null), away])).toEqual({ kind: "reached", trouble: null });
  });

  test("is broken when nothing came back, or only nonsense", () => {
    const outcome = judgeRun([answered("not_understood"), answered("timeout")]);
    expect(outcome).toMatchObject({ kind: "broken", trouble: { reason: "not_understood" } });
  });

  test("says nothing by what nobody was asked, as nobody has filled in what to ask", () => {
    const answers = [answered("not_declared"), answered("unreachable"), answered("no_test_target")];
    expect(judgeRun(answers.filter(wasAsked))).toMatchObject({
      ...{ kind: "broken", trouble: { reason: "unreachable" } },
    });
    // After a probe that went well.
    expect(judgeRun([])).toEqual({ kind: "reached", trouble: null });
  });

  test("waits when it is told to, as long as it is told to", () => {
    const outcome = judgeRun([answered(null), answered("rate_limited", 120)]);
    expect(outcome).toMatchObject({ kind: "told_to_wait", seconds: 120 });
    expect(nextBreaker(0, outcome, NOW, 0.5).retryAt).toEqual(after(120));
  });
});

describe("the breaker", () => {
  test("leaves alone who fails and says when they will be back", () => {
    const down = judgeRun([answered("provider_error", 600), answered("provider_error")]);
    expect(nextBreaker(0, down, NOW, 0.5)).toEqual({
      ...{ failures: 1, openUntil: null, retryAt: after(600) },
    });
    expect(nextBreaker(4, down, NOW, 0.5)).toEqual({
      ...{ failures: 5, openUntil: after(60), retryAt: after(600) },
    });
  });

  test("stays closed for four failures in a row", () => {
    for (const failures of [0, 1, 2, 3]) {
      const next = nextBreaker(failures, broken, NOW, 0.5);
      expect(next).toEqual({ failures: failures + 1, openUntil: null, retryAt: null });
    }
  });

  test("opens with the fifth for a minute, then for twice as long, an hour at most", () => {
    const pauses = [4, 5, 6, 30].map((failures) => nextBreaker(failures, broken, NOW, 0.5));
    expect(pauses.map(({ openUntil }) => openUntil)).toEqual([60, 120, 240, 3_600].map(after));
  });

  test("opens at other moments for integrations that failed together", () => {
    expect(nextBreaker(4, broken, NOW, 0).openUntil).toEqual(after(54));
    expect(nextBreaker(4, broken, NOW, 1).openUntil).toEqual(after(66));
  });

  test("closes with the first answer", () => {
    const reached: RunOutcome = { kind: "reached", trouble: null };
    expect(nextBreaker(9, reached, NOW, 0.5)).toEqual({
      ...{ failures: 0, openUntil: null, retryAt: null },
    });
  });

  test("counts a request to wait as no failure", () => {
    const waiting = judgeRun([answered("rate_limited", 10)]);
    expect(nextBreaker(4, waiting, NOW, 0.5)).toMatchObject({ failures: 4, openUntil: null });
  });
});
