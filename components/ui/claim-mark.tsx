import { StateMark, type MarkState } from "./state-mark.tsx";

type Claim = "todo" | "in_progress" | "done" | "not_applicable";

const states: Record<Claim, MarkState> = {
  todo: "idle",
  in_progress: "progress",
  done: "done",
  not_applicable: "waived",
};

interface ClaimMarkProps {
  claim: Claim;
  /** Whether it has to be renewed. */
  expired?: boolean;
  label?: string;
  className?: string;
}

/** What people say of an item. */
export function ClaimMark({ claim, expired = false, ...rest }: ClaimMarkProps) {
  return <StateMark state={expired ? "stale" : states[claim]} {...rest} />;
}
