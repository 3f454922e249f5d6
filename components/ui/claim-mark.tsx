import { StateMark, type MarkState } from "./state-mark.tsx";

type Claim = "todo" | "in_progress" | "done" | "not_applicable";

const states: Record<Claim, MarkState> = {
  todo: "idle",
  in_progress: "progress",
  done: "done",
  not_applicable: "waived",
};

/** What people say of an item. */
export function ClaimMark(props: { claim: Claim; label?: string; className?: string }) {
  const { claim, ...rest } = props;
  return <StateMark state={states[claim]} {...rest} />;
}
