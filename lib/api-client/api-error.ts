/** The body of a refusal (RFC 9457), with what this API adds to it. */
export interface Problem {
  title: string;
  status: number;
  detail: string;
  code: string;
  requestId: string;
  errors?: { path: string; code: string; message: string }[];
  /** What is there at present, of a conflict. */
  current?: unknown;
}

/** What the server refused, in its own words in the reader's language. */
export class ApiError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.name = "ApiError";
    this.problem = problem;
  }

  get status(): number {
    return this.problem.status;
  }

  /** The message for one field; undefined where the field was fine. */
  field(path: string): string | undefined {
    return this.problem.errors?.find((error) => error.path === path)?.message;
  }
}

/** The server could not be reached or did not answer in its own form; nothing is known of the request. */
export class UnreachableError extends Error {
  override name = "UnreachableError";
}

/** Turns a failed response into the error to throw. */
export async function toApiError(response: Response): Promise<Error> {
  const body: unknown = await response.json().catch(() => null);
  if (isProblem(body)) return new ApiError(body);
  return new UnreachableError(`HTTP ${response.status}`);
}

// By hand: every page has this, and a schema library would be most of its weight.
function isProblem(body: unknown): body is Problem {
  if (typeof body !== "object" || body === null) return false;
  const { title, status, detail, code, requestId, errors } = body as Record<keyof Problem, unknown>;
  const texts = [title, detail, code, requestId];
  return (
    texts.every((text) => typeof text === "string") &&
    typeof status === "number" &&
    (errors === undefined || (Array.isArray(errors) && errors.every(isFieldError)))
  );
}

function isFieldError(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  const { path, code, message } = error as Record<string, unknown>;
  return [path, code, message].every((text) => typeof text === "string");
}
