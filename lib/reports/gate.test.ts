import { expect, test } from "vitest";
import { decideGate } from "./gate.ts";

const phase = (code: string, counting: number, done: number, failing = 0) => ({
  ...{ code, counting, done, failing },
});

test("the gate is open when the first phase is complete and the second at 90 %", () => {
  const gate = decideGate([phase("P0", 47, 47), phase("P1", 38, 35), phase("P2", 32, 0)]);
  expect(gate).toEqual({ open: true, reasons: [] });
});

test("one open item of the first phase closes it", () => {
  const gate = decideGate([phase("P0", 47, 46), phase("P1", 38, 38)]);
  expect(gate.reasons).toEqual([{ code: "first_phase_open", phase: "P0", items: 1 }]);
});

test("a failing verdict in the first phase closes it although everything is claimed", () => {
  const gate = decideGate([phase("P0", 47, 47, 2), phase("P1", 38, 38)]);
  expect(gate.reasons).toEqual([{ code: "first_phase_failing", phase: "P0", items: 2 }]);
});

test("it says how many items the second phase is short of 90 %", () => {
  const gate = decideGate([phase("P0", 1, 1), phase("P1", 38, 30)]);
  expect(gate.reasons).toEqual([{ code: "second_phase_below", phase: "P1", items: 5 }]);
});

test("a phase in which nothing counts is no obstacle", () => {
  expect(decideGate([phase("P0", 0, 0), phase("P1", 0, 0)]).open).toBe(true);
});
