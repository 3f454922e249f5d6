import type { Endpoint } from "#lib/platform/http/endpoint.ts";

/** What it takes to call an endpoint: its contract without the schemas, which pages can do without. */
export type Operation<E extends Endpoint> = Pick<E, "method" | "path"> & {
  /** Carries the type only. */
  readonly describedBy: (() => E) | undefined;
};

/** Names an endpoint by its method and path; lib/api-operations.test.ts compares both with its contract. */
export function operation<E extends Endpoint>(method: E["method"], path: E["path"]): Operation<E> {
  return { method, path, describedBy: undefined };
}
