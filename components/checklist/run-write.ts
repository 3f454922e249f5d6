import type { QueryClient } from "@tanstack/react-query";

/**
 * Runs a write as a mutation of the query client, so that whoever watches it learns of a failure,
 * above all that the session has ended. Without a connection it fails at once instead of waiting.
 */
export function runWrite<T>(client: QueryClient, write: () => Promise<T>): Promise<T> {
  return client
    .getMutationCache()
    .build<T, Error, void, unknown>(client, {
      mutationFn: write,
      networkMode: "always",
      retry: false,
    })
    .execute();
}
