import { z } from "zod";
import type { Permission } from "#lib/platform/auth/permissions.ts";
import type { Stage } from "#lib/platform/auth/stage.ts";

type Shape = z.ZodObject<z.core.$ZodLooseShape>;

/** `public`: nobody need be signed in. */
export type Access = Permission | "public";

type Description<P extends Shape, Q extends Shape, B extends z.ZodType, R extends z.ZodType> = {
  operationId: string;
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below /api/v1, with `{name}` for each key of `params`. */
  path: `/${string}`;
  summary: string;
  access: Access;
  /** Stages of signing in that may use it, beside those who are through. */
  openTo: readonly Stage[];
  params: P;
  query: Q;
  body: B;
  response: R;
  /** Status of success; 204 sends no body. */
  status: 200 | 201 | 204;
  /** Largest accepted body in bytes. */
  maxBody: number;
  /** Media type of the answer where it is not JSON; the verb then returns a Response. */
  produces?: string;
};

const nothing = z.strictObject({});
type Nothing = typeof nothing;

/**
 * Describes one operation of the API: the single source of its route's checks, the browser's types
 * and the OpenAPI document. Objects refuse unknown keys. A body is 1 MB at most unless `maxBody` says more.
 */
export function endpoint<
  R extends z.ZodType,
  P extends Shape = Nothing,
  Q extends Shape = Nothing,
  B extends z.ZodType = Nothing,
>(
  given: Pick<Description<P, Q, B, R>, "operationId" | "method" | "path" | "summary" | "access"> & {
    response: R;
    params?: P;
    query?: Q;
    body?: B;
    status?: 200 | 201 | 204;
    maxBody?: number;
    produces?: string;
    openTo?: readonly Stage[];
  },
): Description<P, Q, B, R> {
  return {
    status: 200,
    maxBody: 1_000_000,
    openTo: [],
    ...given,
    params: given.params ?? (nothing as unknown as P),
    query: given.query ?? (nothing as unknown as Q),
    body: given.body ?? (nothing as unknown as B),
  };
}

/** Any endpoint, where its types do not matter. */
export type Endpoint = Description<Shape, Shape, z.ZodType, z.ZodType>;

/** An empty object has no part in an intersection; its inferred type would forbid every other key. */
type Part<T> = T extends Record<string, never> ? unknown : T;

/** What the verb of an endpoint receives: parameters, query and body in one object, checked. */
export type Input<E extends Endpoint> = Part<z.output<E["params"]>> &
  Part<z.output<E["query"]>> &
  Part<z.output<E["body"]>>;

/** What the verb of an endpoint returns. */
export type Output<E extends Endpoint> = z.input<E["response"]>;

/** What a caller sends, apart from path and query. */
export type Body<E extends Endpoint> = z.input<E["body"]>;

/** What a caller receives. */
export type Result<E extends Endpoint> = z.output<E["response"]>;
