/** Asks the person for a fresh proof; resolves to whether they gave it. */
export type AskForProof = () => Promise<boolean>;

let ask: AskForProof | null = null;
let asking: Promise<boolean> | null = null;

/** Names who asks on this page; returns how to take that back. */
export function answerStepUp(by: AskForProof): () => void {
  ask = by;
  return () => {
    if (ask === by) ask = null;
  };
}

/**
 * Whether the person has given a fresh proof, so that a request that was refused for want of one may
 * be sent again. Several requests that are refused at once wait for the same answer.
 */
export function stepUp(): Promise<boolean> {
  if (!ask) return Promise.resolve(false);
  return (asking ??= ask().finally(() => {
    asking = null;
  }));
}
