/**
 * Why a call to the outside came to nothing. `refused`: where it was to go is not allowed;
 * `timeout`: no complete answer in time; `too_large`; `unreachable`: everything else.
 */
export type EgressFailure = "refused" | "timeout" | "too_large" | "unreachable";

/** A call to the outside that came to nothing. Its message is for logs, never for clients. */
export class EgressError extends Error {
  readonly failure: EgressFailure;

  constructor(failure: EgressFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "EgressError";
    this.failure = failure;
  }
}
