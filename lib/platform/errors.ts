/** Values for the placeholders of an error's message. */
export type ErrorParams = Record<string, string | number>;

/** One field that was refused: where, a stable code, and values for its message. */
export type FieldIssue = { path: string; code: string; params?: ErrorParams };

/** An error that people may see: `code` is stable and names the message in `messages/<locale>/errors.json`. */
export abstract class DomainError extends Error {
  readonly code: string;
  readonly params: ErrorParams;

  constructor(code: string, params: ErrorParams = {}) {
    super(code);
    this.name = new.target.name;
    this.code = code;
    this.params = params;
  }
}

/** Who is asking is not known: no session or token, or one that has ended. */
export class UnauthenticatedError extends DomainError {
  constructor(code = "unauthenticated") {
    super(code);
  }
}

/** The object is there and may be seen, but its change is not allowed to this role. */
export class ForbiddenError extends DomainError {
  constructor(code = "forbidden", params?: ErrorParams) {
    super(code, params);
  }
}

/** No such object for this reader; also for one that belongs to somebody else. */
export class NotFoundError extends DomainError {
  constructor(code = "not_found", params?: ErrorParams) {
    super(code, params);
  }
}

/** The change contradicts the present state; `current` is what the reader should look at instead. */
export class ConflictError extends DomainError {
  readonly current: unknown;

  constructor(code = "conflict", params?: ErrorParams, current?: unknown) {
    super(code, params);
    this.current = current;
  }
}

/** The input itself is wrong; `issues` name its fields. */
export class InvalidError extends DomainError {
  readonly issues: FieldIssue[];

  constructor(code = "invalid", issues: FieldIssue[] = [], params?: ErrorParams) {
    super(code, params);
    this.issues = issues;
  }
}

/** Larger than what is accepted; `params.limit` is in bytes. */
export class TooLargeError extends DomainError {
  constructor(limit: number) {
    super("too_large", { limit });
  }
}

/** Asked too often; worth another try after `retryAfter` seconds. */
export class RateLimitedError extends DomainError {
  readonly retryAfter: number;

  constructor(retryAfter: number, code = "rate_limited") {
    super(code, { seconds: retryAfter });
    this.retryAfter = retryAfter;
  }
}

/** A part that the answer needs is not there at the moment. */
export class UnavailableError extends DomainError {
  constructor(code = "unavailable") {
    super(code);
  }
}
