import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponseObject,
} from "zod-openapi";
import { z } from "zod";
import { rolesWith } from "#lib/platform/auth/permissions.ts";
import { sessionCookieName } from "#lib/platform/auth/session-cookie.ts";
import type { Endpoint } from "./endpoint.ts";
import {
  answerHeaders,
  headerComponents,
  IdempotencyKey,
  problemComponents,
  ProblemDetails,
  problemsOf,
} from "./openapi-parts.ts";

export type ApiDocument = Pick<
  ReturnType<typeof createDocument>,
  "openapi" | "info" | "servers" | "tags" | "paths" | "components" | "security"
>;

type Description = {
  endpointsByNoun: ReadonlyMap<string, Endpoint[]>;
  /** Schemas that get a name of their own in the document. */
  schemas: Record<string, z.ZodType>;
  /** Where the installation is reached, without /api/v1. */
  url: string;
  version: string;
};

/** The API as an OpenAPI 3.1 document, from the same schemas that its routes check with. */
export function describeApi(description: Description): ApiDocument {
  const paths: ZodOpenApiPathsObject = {};
  for (const [noun, endpoints] of description.endpointsByNoun) {
    for (const endpoint of endpoints) {
      const operations = (paths[endpoint.path] ??= {});
      operations[methodOf(endpoint)] = operationOf(endpoint, noun);
    }
  }
  return createDocument(
    {
      openapi: "3.1.1",
      info: {
        title: "Preflight",
        version: description.version,
        description: INTRODUCTION,
        license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      },
      servers: [{ url: `${description.url.replace(/\/$/, "")}/api/v1` }],
      security: [{ token: [] }, { session: [] }],
      tags: [...description.endpointsByNoun.keys()].map((name) => ({ name })),
      paths,
      components: {
        schemas: { ...description.schemas, Problem: ProblemDetails },
        headers: headerComponents,
        responses: problemComponents,
        securitySchemes: {
          token: {
            type: "http",
            scheme: "bearer",
            description: "A personal API token (`pf_…`), made on the account page.",
          },
          session: {
            type: "apiKey",
            in: "cookie",
            name: sessionCookieName(),
            description:
              "The cookie of a signed-in browser. Writes need it to be of the same origin.",
          },
        },
      },
    },
    { override: ({ jsonSchema }) => leaveOutNoise(jsonSchema) },
  );
}

/** Formats say what their long patterns say again; the largest safe integer is no limit of ours. */
function leaveOutNoise(schema: { format?: string; pattern?: string; maximum?: number }): void {
  if (schema.format) delete schema.pattern;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
}

const INTRODUCTION = [
  "The API that Preflight's own pages use.",
  "Bodies are JSON, and objects refuse unknown fields. Moments are ISO 8601; answers give them in UTC.",
  "Lists are paged: send `nextCursor` back as `cursor` until it is null.",
  "Errors are problem details (RFC 9457) with a stable `code` and texts in English or Korean, by `Accept-Language`.",
  "Writes state what is wanted, so that sending one again changes nothing; for those that create something, send an `Idempotency-Key`.",
].join("\n\n");

function methodOf({ method }: Endpoint): "get" | "post" | "put" | "patch" | "delete" {
  return method.toLowerCase() as "get" | "post" | "put" | "patch" | "delete";
}

function operationOf(endpoint: Endpoint, noun: string): ZodOpenApiOperationObject {
  const isWrite = endpoint.method !== "GET";
  const isPublic = endpoint.access === "public";
  return {
    operationId: endpoint.operationId,
    tags: [noun],
    summary: endpoint.summary,
    description: accessText(endpoint),
    "x-roles": endpoint.access === "public" ? [] : rolesWith(endpoint.access),
    ...(isPublic ? { security: [] } : {}),
    requestParams: {
      path: endpoint.params,
      query: endpoint.query,
      ...(isWrite && !isPublic ? { header: z.object({ "Idempotency-Key": IdempotencyKey }) } : {}),
    },
    ...(isWrite && hasBody(endpoint)
      ? {
          requestBody: {
            required: true,
            description: `At most ${endpoint.maxBody.toLocaleString("en")} bytes.`,
            content: { "application/json": { schema: endpoint.body } },
          },
        }
      : {}),
    responses: { [`${endpoint.status}`]: successOf(endpoint), ...problemsOf(endpoint) },
  };
}

/** Endpoints without a body are described with an empty object. */
function hasBody({ body }: Endpoint): boolean {
  return !(body instanceof z.ZodObject) || Object.keys(body.shape).length > 0;
}

function accessText({ access }: Endpoint): string {
  if (access === "public") return "For everybody, also without signing in.";
  return `Permission \`${access}\`: ${rolesWith(access).join(", ")}.`;
}

function successOf(endpoint: Endpoint): ZodOpenApiResponseObject {
  const headers = answerHeaders;
  if (endpoint.status === 204) return { description: "Done; there is nothing to say.", headers };
  const types = endpoint.produces?.split(",").map((type) => type.trim()) ?? ["application/json"];
  const content = { schema: endpoint.response };
  return {
    description: endpoint.status === 201 ? "Created." : "Done.",
    headers,
    content: Object.fromEntries(types.map((type) => [type, content])),
  };
}
