import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import type { Schema } from "#components/api-docs/description.ts";
import { sampleOf } from "#components/api-docs/example.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { can, type ProjectRole, type Role } from "#lib/platform/auth/permissions.ts";
import type { Endpoint } from "#lib/platform/http/endpoint.ts";
import {
  createProjectActor,
  createTestMember,
  createTestOrganization,
} from "#lib/testing/actors.ts";
import { createTestSession, createTestToken, sendToRoute } from "#lib/testing/api.ts";
import { createTestProject, type TestProject } from "#lib/testing/projects.ts";
import { endpoints } from "./api-contract.ts";
import { getApiDocument } from "./api-document.ts";

// The few operations that set the session's cookie ask Next for its request, and there is none here.
vi.mock("next/headers", () => ({
  headers: async () => new Headers(),
  cookies: async () => new Map<string, string>(),
}));

/** The five roles, nobody, two tokens of an owner, and the owner of another organisation. */
const ACTORS = [
  ...(["owner", "admin", "lead", "engineer", "viewer"] as const),
  ...(["nobody", "read token", "write token", "stranger"] as const),
];
type Actor = (typeof ACTORS)[number];

let project: TestProject;
/** What each of them sends along. */
let credentials: Record<Actor, { token?: string; headers?: Record<string, string> }>;

const ORIGIN = { origin: "http://localhost:3000" };

beforeAll(async () => {
  project = await createTestProject();
});

/** Fresh sessions and tokens for each operation: some of them end one, or an account. */
beforeEach(async () => {
  const { organizationId, projectId } = project;
  const browserOf = async (ctx: Context) => ({
    headers: { ...ORIGIN, ...(await createTestSession(ctx)).headers },
  });
  const inProject = async (role: ProjectRole) =>
    browserOf(await createProjectActor(organizationId, projectId, role));
  const owner = await createTestMember(organizationId, "owner");
  credentials = {
    owner: await browserOf(owner),
    admin: await browserOf(await createTestMember(organizationId, "admin")),
    lead: await inProject("lead"),
    engineer: await inProject("engineer"),
    viewer: await inProject("viewer"),
    nobody: { headers: ORIGIN },
    "read token": { token: await createTestToken(project.owner, "read") },
    "write token": { token: await createTestToken(project.owner) },
    stranger: await browserOf((await createTestOrganization()).owner),
  };
});

/** A request that passes the checks of its fields. */
function request(endpoint: Endpoint) {
  const sample = (schema: z.ZodType) =>
    sampleOf(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Schema, {});
  const texts = (values: object) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
  const hasRequired = Object.values(endpoint.query.shape).some(
    (field) => !(field as z.ZodType).safeParse(undefined).success,
  );
  return {
    params: { ...texts(sample(endpoint.params) as object), ...own(endpoint) },
    query: hasRequired ? texts(sample(endpoint.query) as object) : {},
    body: onThisMachine(sample(endpoint.body)),
  };
}

/** A body whose identity provider is refused at once instead of being looked for on the network. */
const onThisMachine = (body: unknown): unknown =>
  typeof body === "object" && body && "issuer" in body
    ? { ...body, issuer: "https://127.0.0.1:9" }
    : body;

const own = ({ params }: Endpoint): Record<string, string> =>
  "projectId" in params.shape ? { projectId: project.projectId } : {};

type Answer = { status: number; code: string };

async function ask(endpoint: Endpoint, actor: Actor): Promise<Answer> {
  const response = await sendToRoute(endpoint, { ...request(endpoint), ...credentials[actor] });
  if (response.status < 400) {
    await response.body?.cancel();
    return { status: response.status, code: "" };
  }
  const { code } = (await response.json()) as { code: string };
  return { status: response.status, code };
}

const inProject = (endpoint: Endpoint): boolean => "projectId" in endpoint.params.shape;

/** As whom the table of permissions sees an actor there; null: as nobody. */
function roleOf(endpoint: Endpoint, actor: Actor): Role | null {
  if (actor === "nobody") return null;
  if (actor === "read token" || actor === "write token") return "owner";
  // In their own organisation, of which the request names nothing.
  if (actor === "stranger") return inProject(endpoint) ? null : "owner";
  // Outside of a project, its roles are those of ordinary members.
  return inProject(endpoint) || actor === "owner" || actor === "admin" ? actor : "member";
}

/** What the table says that the answer is; null: whatever the operation itself says. */
function refusalOf(endpoint: Endpoint, actor: Actor): Answer | null {
  if (endpoint.access === "public") return null;
  if (actor === "nobody") return { status: 401, code: "unauthenticated" };
  if (actor === "stranger" && inProject(endpoint))
    return { status: 404, code: "project_not_found" };
  if (actor === "read token" && endpoint.method !== "GET") {
    return { status: 403, code: "token_read_only" };
  }
  const granted = can(roleOf(endpoint, actor), endpoint.access);
  return granted ? null : { status: 403, code: "forbidden" };
}

const OUTSIDE = ["forbidden", "unauthenticated", "project_not_found", "token_read_only"];

/** Archiving ends what the others could show, and a policy may ask something of everybody. */
const LAST = ["policy.manage", "project.archive"];

const { paths } = await getApiDocument();
const operations = Object.values(paths ?? {})
  .flatMap((methods) => Object.values(methods as Record<string, { operationId: string }>))
  .map(({ operationId }) => operationId);
const described = operations
  .map((id) => [id, endpoints.find(({ operationId }) => operationId === id)] as const)
  .toSorted(([, a], [, b]) => LAST.indexOf(a?.access ?? "") - LAST.indexOf(b?.access ?? ""));

describe("every operation of the OpenAPI document is open to those whom the table of permissions names, and to no others", () => {
  test.each(described)("%s", async (_id, endpoint) => {
    if (!endpoint) throw new Error("The contract lacks it.");
    for (const actor of ACTORS) {
      const answer = await ask(endpoint, actor);
      const refusal = refusalOf(endpoint, actor);
      if (refusal) expect(answer, actor).toEqual(refusal);
      else {
        expect(OUTSIDE, actor).not.toContain(answer.code);
        expect(answer.status, `${actor}: ${answer.code}`).toBeLessThan(500);
      }
    }
  });

  test("which are the five roles, nobody, a token of each kind, and the owner of another organisation", () => {
    expect(ACTORS).toHaveLength(9);
    expect(operations.toSorted()).toEqual(
      endpoints.map(({ operationId }) => operationId).toSorted(),
    );
  });
});
