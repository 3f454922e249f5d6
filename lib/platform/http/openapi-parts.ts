import { z } from "zod";
import type { ZodOpenApiResponseObject } from "zod-openapi";
import type { Endpoint } from "./endpoint.ts";

/** What errors look like: RFC 9457 with a stable code, the request's id and the refused fields. */
export const ProblemDetails = z.object({
  type: z.string().describe("Where the code is explained."),
  title: z.string(),
  status: z.int(),
  detail: z.string().describe("What went wrong and what to do, in the reader's language."),
  code: z.string().describe("Stable, for programs."),
  requestId: z.uuid().describe("Names this request in the server's log."),
  errors: z
    .array(z.object({ path: z.string(), code: z.string(), message: z.string() }))
    .optional()
    .describe("The refused fields."),
  current: z.unknown().optional().describe("In a conflict: what stands there now."),
});

export const IdempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]{1,255}$/)
  .optional()
  .describe("Of several requests with one key, only the first is carried out; all get its answer.");

const text = { type: "string" as const };
const integer = { type: "integer" as const };

/** Headers of answers, by the names under which the document keeps them. */
export const headerComponents = {
  "X-Request-Id": { description: "Names the request in the server's log.", schema: text },
  "RateLimit-Limit": { description: "Requests that one may make in a minute.", schema: integer },
  "RateLimit-Remaining": { description: "How many of them are left.", schema: integer },
  "RateLimit-Reset": { description: "Seconds until all are there again.", schema: integer },
  "Retry-After": { description: "Seconds to wait.", schema: integer },
  "WWW-Authenticate": { description: "How to say who you are.", schema: text },
};

type HeaderName = keyof typeof headerComponents;

const headers = (...names: HeaderName[]) =>
  Object.fromEntries(
    names.map((name) => [name, { $ref: `#/components/headers/${name}` as const }]),
  );

/** The headers that every answer to an operation carries. */
export const answerHeaders = headers(
  "X-Request-Id",
  "RateLimit-Limit",
  "RateLimit-Remaining",
  "RateLimit-Reset",
);

const problems: Record<number, string> = {
  401: "Nobody is signed in, or the session or token has ended.",
  403: "The role does not allow this.",
  404: "There is no such object, or you have no access to it.",
  409: "It contradicts the present state; `current` shows that where it helps.",
  413: "The body is too large.",
  422: "Something in the input is wrong; `errors` names the fields.",
  429: "Too many requests.",
  500: "The server failed; nothing was changed.",
};

const problemHeaders = (status: number) => {
  if (status === 401) return headers("X-Request-Id", "WWW-Authenticate");
  return status === 429 ? headers("X-Request-Id", "Retry-After") : headers("X-Request-Id");
};

/** Answers that tell of an error, by the names under which the document keeps them. */
export const problemComponents = Object.fromEntries(
  Object.entries(problems).map(([status, description]): [string, ZodOpenApiResponseObject] => [
    `Problem${status}`,
    {
      description,
      headers: problemHeaders(Number(status)),
      content: { "application/problem+json": { schema: ProblemDetails } },
    },
  ]),
);

/** The ways in which an operation can fail. */
export function problemsOf({ access, method, params }: Endpoint) {
  const isWrite = method !== "GET";
  const statuses = [422, 429, 500];
  if (access !== "public") statuses.push(401);
  if (access !== "public" || isWrite) statuses.push(403);
  if (Object.keys(params.shape).length > 0) statuses.push(404);
  if (isWrite) statuses.push(409, 413);
  return Object.fromEntries(
    statuses
      .toSorted((a, b) => a - b)
      .map((status) => [`${status}`, { $ref: `#/components/responses/Problem${status}` as const }]),
  );
}
