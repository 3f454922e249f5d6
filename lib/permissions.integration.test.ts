import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { Schema } from "#components/api-docs/description.ts";
import { sampleOf } from "#components/api-docs/example.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { can, type Role } from "#lib/platform/auth/permissions.ts";
import type { Endpoint } from "#lib/platform/http/endpoint.ts";
import { createTestToken, sendToRoute } from "#lib/testing/api.ts";
import { createTestProject, type TestProject } from "#lib/testing/projects.ts";
import { endpoints } from "./api-contract.ts";

type Actor = { role: Role; token: string };

let project: TestProject;
let actors: Map<string, Actor>;
let stranger: string;
let reader: string;

beforeAll(async () => {
  project = await createTestProject();
  const { owner, admin, member, lead, engineer, viewer } = project;
  const people: [Role, Context][] = [
    ["viewer", viewer],
    ["engineer", engineer],
    ["member", member],
    ["lead", lead],
    ["admin", admin],
    ["owner", owner],
  ];
  actors = new Map();
  for (const [role, ctx] of people) actors.set(role, { role, token: await createTestToken(ctx) });
  stranger = await createTestToken(project.stranger);
  reader = await createTestToken(owner, "read");
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
    body: sample(endpoint.body),
  };
}

const own = ({ params }: Endpoint): Record<string, string> =>
  "projectId" in params.shape ? { projectId: project.projectId } : {};

async function ask(endpoint: Endpoint, token?: string): Promise<{ status: number; code: string }> {
  const response = await sendToRoute(endpoint, { ...request(endpoint), token });
  if (response.status < 400) {
    await response.body?.cancel();
    return { status: response.status, code: "" };
  }
  const { code } = (await response.json()) as { code: string };
  return { status: response.status, code };
}

// Archiving ends what the others could show; it comes last.
const closed = endpoints
  .filter(({ access }) => access !== "public")
  .toSorted(
    (a, b) => Number(a.access === "project.archive") - Number(b.access === "project.archive"),
  );

describe("every operation is open to those whom the table of permissions names, and to no others", () => {
  test.each(closed.map((endpoint) => [endpoint.operationId, endpoint] as const))(
    "%s",
    async (_id, endpoint) => {
      if (endpoint.access === "public") throw new Error("not among these");
      expect(await ask(endpoint)).toMatchObject({ status: 401 });
      if (endpoint.method !== "GET") {
        expect(await ask(endpoint, reader)).toEqual({ status: 403, code: "token_read_only" });
      }
      const inProject = "projectId" in endpoint.params.shape;
      if (inProject) {
        expect(await ask(endpoint, stranger)).toEqual({ status: 404, code: "project_not_found" });
      }
      for (const { role, token } of actors.values()) {
        const answer = await ask(endpoint, token);
        // Outside of a project, its roles are those of ordinary members.
        const acting = inProject || ["owner", "admin"].includes(role) ? role : "member";
        if (inProject && role === "member") expect(answer.code).toBe("project_not_found");
        else if (can(acting, endpoint.access)) {
          expect(["forbidden", "project_not_found", "unauthenticated"]).not.toContain(answer.code);
          expect(answer.status, answer.code).toBeLessThan(500);
        } else expect(answer, role).toEqual({ status: 403, code: "forbidden" });
      }
    },
  );
});
