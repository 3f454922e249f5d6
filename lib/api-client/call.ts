import type { z } from "zod";
import type { Endpoint, Result } from "#lib/platform/http/endpoint.ts";
import { ApiError, toApiError, UnreachableError } from "./api-error.ts";
import type { Operation } from "./operation.ts";
import { stepUp } from "./step-up.ts";

type Values<E extends Endpoint> = {
  params?: z.input<E["params"]>;
  query?: z.input<E["query"]>;
  body?: z.input<E["body"]>;
  signal?: AbortSignal;
};

type Scalar = string | number | boolean | null | undefined;

const WRITE_TIMEOUT_MS = 30_000;

type Address<E extends Endpoint> = Pick<Values<E>, "params" | "query">;

/** The address of an operation, for links and streams. */
export function endpointUrl<E extends Endpoint>(
  operation: Operation<E>,
  values?: Address<E>,
): string;
export function endpointUrl<E extends Endpoint>(endpoint: E, values?: Address<E>): string;
export function endpointUrl(
  endpoint: Pick<Endpoint, "path">,
  values: Address<Endpoint> = {},
): string {
  return addressOf(endpoint, values);
}

function addressOf({ path: pattern }: Pick<Endpoint, "path">, values: Address<Endpoint>): string {
  const params: Record<string, unknown> = values.params ?? {};
  const path = pattern.replace(/\{(\w+)\}/g, (_match, name: string) =>
    encodeURIComponent(String(params[name])),
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries((values.query ?? {}) as Record<string, Scalar>)) {
    if (value !== undefined && value !== null && value !== "") query.set(name, String(value));
  }
  return `/api/v1${path}${query.size > 0 ? `?${query}` : ""}`;
}

/**
 * Sends one operation to the server and returns its answer. Where the server wants a fresh proof of
 * who asks, the person is asked for one, and the request is sent once more. Throws ApiError with the server's words,
 * or UnreachableError when there was no proper answer.
 */
export function callApi<E extends Endpoint>(
  operation: Operation<E>,
  values?: Values<E>,
): Promise<Result<E>>;
export function callApi<E extends Endpoint>(endpoint: E, values?: Values<E>): Promise<Result<E>>;
export async function callApi(
  endpoint: Pick<Endpoint, "method" | "path">,
  values: Values<Endpoint> = {},
): Promise<unknown> {
  try {
    return await send(endpoint, values);
  } catch (error) {
    if (!wantsProof(error) || !(await stepUp())) throw error;
    return send(endpoint, values);
  }
}

const wantsProof = (error: unknown): boolean =>
  error instanceof ApiError && error.problem.code === "step_up_required";

async function send(
  endpoint: Pick<Endpoint, "method" | "path">,
  values: Values<Endpoint>,
): Promise<unknown> {
  const timeout = AbortSignal.timeout(WRITE_TIMEOUT_MS);
  const hasBody = endpoint.method !== "GET";
  let response: Response;
  try {
    response = await fetch(addressOf(endpoint, values), {
      method: endpoint.method,
      credentials: "same-origin",
      signal: values.signal ? AbortSignal.any([values.signal, timeout]) : timeout,
      ...(hasBody
        ? {
            body: JSON.stringify(values.body ?? {}),
            headers: { "content-type": "application/json" },
          }
        : {}),
    });
  } catch (error) {
    if (values.signal?.aborted) throw error;
    throw new UnreachableError("no answer", { cause: error });
  }
  if (!response.ok) throw await toApiError(response);
  return response.status === 204 ? null : ((await response.json()) as unknown);
}
