import { beforeAll, describe, expect, test } from "vitest";
import { writeClient } from "#lib/platform/db/client.ts";
import { createTestOrganization, type TestOrganization } from "#lib/testing/actors.ts";
import { createTestSession, createTestToken, sendToRoute } from "#lib/testing/api.ts";
import type { Endpoint } from "#lib/platform/http/endpoint.ts";
import { endpoints } from "./api-contract.ts";

const ORIGIN = { origin: "http://localhost:3000" };
const ID = "01890a5d-ac96-774b-bcce-b302099a8057";

type Headers = Record<string, string>;
let here: TestOrganization;
let token: string;
let unenrolled: Headers;
let halfSignedIn: Headers;

/** Everybody needs a second factor since long ago, and nobody has one. */
beforeAll(async () => {
  here = await createTestOrganization();
  const { organizationId, owner, admin } = here;
  await writeClient().organizationPolicy.create({
    data: { organizationId, secondFactor: "everyone", requiredSince: new Date(0), graceDays: 0 },
  });
  token = await createTestToken(owner);
  unenrolled = (await createTestSession(owner)).headers;
  halfSignedIn = (await createTestSession(admin, { awaitsSecondFactor: true })).headers;
});

/** The code of the refusal; empty when the request came through to the checks of its fields. */
async function ask(endpoint: Endpoint, how: { token?: string; headers?: Headers }) {
  const names = Object.keys(endpoint.params.shape);
  const response = await sendToRoute(endpoint, {
    params: Object.fromEntries(names.map((name) => [name, ID])),
    body: { nothing: "that any operation knows" },
    ...how,
    headers: { ...ORIGIN, ...how.headers },
  });
  if (response.status !== 403) {
    await response.body?.cancel();
    return "";
  }
  return ((await response.json()) as { code: string }).code;
}

const closed = endpoints.filter(({ access }) => access !== "public");

describe("who is not through with signing in reaches what is open to that stage, and nothing else", () => {
  test.each(closed.map((endpoint) => [endpoint.operationId, endpoint] as const))(
    "%s",
    async (_id, endpoint) => {
      const enrols = endpoint.openTo.includes("enrolment");
      const expected = expect.stringMatching(
        enrols ? /^(?!enrolment_required)/ : /^enrolment_required$/,
      ) as string;
      // A sign-out ends the session that the others ask with.
      if (endpoint.operationId !== "signOut") {
        expect(await ask(endpoint, { headers: unenrolled })).toEqual(expected);
      }
      expect(await ask(endpoint, { token })).toEqual(expected);
      if (!endpoint.openTo.includes("second_factor")) {
        expect(await ask(endpoint, { headers: halfSignedIn })).toBe("second_factor_required");
      }
    },
  );
});

test("what is open before somebody is through is a short list", () => {
  const open = closed.filter(({ openTo }) => openTo.length > 0);
  for (const { operationId, path } of open) {
    expect(path, operationId).toMatch(/^\/(me|session|passkeys|totp|recovery-codes)\b/);
  }
});

test("a service account has no second factor to set up", async () => {
  const { member } = here;
  await writeClient().user.update({ where: { id: member.userId }, data: { kind: "service" } });
  const service = await createTestToken(member);
  expect((await sendToRoute({ method: "GET", path: "/me" }, { token: service })).status).toBe(200);
});
