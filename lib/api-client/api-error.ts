import { z } from "zod";

const Problem = z.object({
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  code: z.string(),
  requestId: z.string(),
  errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
  current: z.unknown().optional(),
});
export type Problem = z.infer<typeof Problem>;

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
  const problem = Problem.safeParse(await response.json().catch(() => null));
  if (problem.success) return new ApiError(problem.data);
  return new UnreachableError(`HTTP ${response.status}`);
}
