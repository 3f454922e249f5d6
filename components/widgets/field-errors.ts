import { ApiError } from "#lib/api-client/api-error.ts";

/** What the server refused, by the last part of the field's path. */
export function fieldErrors(error: Error | null): Record<string, string> {
  if (!(error instanceof ApiError)) return {};
  return Object.fromEntries(
    (error.problem.errors ?? []).map(({ path, message }) => [
      path.split(".").at(-1) ?? "",
      message,
    ]),
  );
}
