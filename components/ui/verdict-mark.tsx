import { StateMark, type MarkState } from "./state-mark.tsx";

type Verdict = "pass" | "fail" | "unknown" | "stale" | "not_run";

const states: Record<Verdict, MarkState> = {
  pass: "done",
  fail: "fail",
  unknown: "unknown",
  stale: "stale",
  not_run: "idle",
};

/** What machines say of an item. */
export function VerdictMark(props: { verdict: Verdict; label?: string; className?: string }) {
  const { verdict, ...rest } = props;
  return <StateMark state={states[verdict]} {...rest} />;
}
