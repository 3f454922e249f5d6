import { describe, expect, test } from "vitest";
import { type CheckState, type Claimed, combine, isStale } from "./combine.ts";

const NOW = new Date("2026-06-01T12:00:00Z");
const ago = (seconds: number): Date => new Date(NOW.getTime() - seconds * 1_000);
const DAY = 86_400;

const check = (verdict: CheckState["verdict"], fields: Partial<CheckState> = {}): CheckState => ({
  ...{ name: `http/${verdict}`, verdict, reason: verdict === "unknown" ? "timeout" : null },
  ...{ ranAt: verdict === "not_run" ? null : ago(60), intervalSeconds: 300 },
  ...fields,
});
const absent = check("unknown", { reason: "absent" });

const open: Claimed = { claim: "todo", claimedAt: null, evidenceCount: 0, ttlDays: null };
const done: Claimed = { ...open, claim: "done", claimedAt: ago(DAY), evidenceCount: 1 };

const verdictOf = (checks: CheckState[], item = open, attested = false) =>
  combine(checks, item, attested, NOW);

describe("an item's verdict from its checks", () => {
  test("is not run where there is no check, or none has run", () => {
    expect(verdictOf([])).toEqual({ verdict: "not_run", reason: null });
    expect(verdictOf([check("not_run")])).toEqual({ verdict: "not_run", reason: null });
  });

  test("passes with one pass and no failure, whatever the others do not know", () => {
    const checks = [check("unknown"), check("pass"), check("not_run"), absent];
    expect(verdictOf(checks)).toEqual({ verdict: "pass", reason: null });
  });

  test("fails with one failure, and names it", () => {
    const checks = [check("pass"), check("fail", { name: "http/hsts" }), check("unknown")];
    expect(verdictOf(checks)).toEqual({ verdict: "fail", reason: "http/hsts" });
  });

  test("is unknown for the reason of the first check that cannot tell", () => {
    const checks = [absent, check("unknown", { reason: "no_permission" }), check("unknown")];
    expect(verdictOf(checks)).toEqual({ verdict: "unknown", reason: "no_permission" });
  });

  test("is unknown as absent where no check has a subject", () => {
    expect(verdictOf([absent, absent])).toEqual({ verdict: "unknown", reason: "absent" });
  });

  test("leaves a check without a subject out, also when that was read long ago", () => {
    const old = { ...absent, ranAt: ago(DAY) };
    expect(verdictOf([check("pass"), old]).verdict).toBe("pass");
  });
});

describe("a reading that is too old", () => {
  test("says nothing after three turns, and after two minutes at the least", () => {
    expect(isStale(check("pass", { ranAt: ago(900) }), NOW)).toBe(false);
    expect(isStale(check("pass", { ranAt: ago(901) }), NOW)).toBe(true);
    expect(isStale(check("pass", { ranAt: ago(119), intervalSeconds: 10 }), NOW)).toBe(false);
    expect(isStale(check("pass", { ranAt: ago(121), intervalSeconds: 10 }), NOW)).toBe(true);
    expect(isStale(check("not_run"), NOW)).toBe(false);
  });

  test("makes the item stale, beside a fresh pass, too", () => {
    const old = check("pass", { ranAt: ago(DAY) });
    expect(verdictOf([old, check("pass")])).toEqual({ verdict: "stale", reason: "not_read" });
  });

  test("of a failure does not keep the item failing", () => {
    const old = check("fail", { ranAt: ago(DAY) });
    expect(verdictOf([old])).toEqual({ verdict: "stale", reason: "not_read" });
  });

  test("does not hide a fresh failure", () => {
    const checks = [check("pass", { ranAt: ago(DAY) }), check("fail")];
    expect(verdictOf(checks).verdict).toBe("fail");
  });
});

describe("a claim of done with days that it holds for", () => {
  const aging = (ttlDays: number, days: number): Claimed => ({
    ...done,
    ...{ ttlDays, claimedAt: ago(days * DAY) },
  });

  test("makes the item stale when they are over, with or without checks", () => {
    const expired = { verdict: "stale", reason: "claim_expired" };
    expect(verdictOf([], aging(7, 7))).toEqual({ verdict: "not_run", reason: null });
    expect(verdictOf([], aging(7, 7.1))).toEqual(expired);
    expect(verdictOf([check("pass")], aging(7, 8))).toEqual(expired);
  });

  test("does not hide a failure", () => {
    expect(verdictOf([check("fail")], aging(7, 8)).verdict).toBe("fail");
  });

  test("is no matter for items that nobody calls done", () => {
    const claimed = { ...aging(7, 8), claim: "in_progress" };
    expect(verdictOf([check("pass")], claimed).verdict).toBe("pass");
  });
});

describe("an item that a person has to attest as well", () => {
  const waits = { verdict: "unknown", reason: "needs_attestation" };

  test("waits for a claim of done and for evidence, both", () => {
    const attested = (item: Claimed) => verdictOf([check("pass")], item, true);
    expect(attested(open)).toEqual(waits);
    expect(attested({ ...open, evidenceCount: 1 })).toEqual(waits);
    expect(attested({ ...done, evidenceCount: 0 })).toEqual(waits);
    expect(attested(done)).toEqual({ verdict: "pass", reason: null });
  });

  test("fails by a check whatever people attest, and passes by no attestation alone", () => {
    expect(verdictOf([check("fail")], done, true).verdict).toBe("fail");
    expect(verdictOf([], done, true).verdict).toBe("not_run");
    expect(verdictOf([check("unknown")], done, true).verdict).toBe("unknown");
  });
});
