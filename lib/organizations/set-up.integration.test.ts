import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import type { PublicContext } from "#lib/platform/auth/context.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import { isSetUp } from "./queries.ts";
import { setUp } from "./set-up.ts";

const from = (ip: string): PublicContext => ({
  requestId: uuidv7(),
  origin: { ip, userAgent: "test" },
  locale: "ko",
  now: () => new Date(),
});
const code = "setup-code-for-tests";
const owner = {
  name: "Ada Lovelace",
  email: "ada@example.test",
  password: "a perfectly fine sentence",
};
const wanted = { code, organization: "Northwind", owner };

// One database, one story: what an installation goes through on its first day.
test("bad input leaves nothing behind", async () => {
  const base = from("192.0.2.1");
  await expect(setUp(base, { ...wanted, code: "wrong" })).rejects.toMatchObject({
    code: "setup_code_wrong",
  });
  const weak = { ...owner, password: "passwordpassword" };
  await expect(setUp(base, { ...wanted, owner: weak })).rejects.toMatchObject({
    issues: [{ path: "owner.password", code: "password_common" }],
  });
  const project = {
    source: "markdown" as const,
    name: "Mine",
    description: "",
    markdown: "no list",
  };
  await expect(setUp(base, { ...wanted, project })).rejects.toMatchObject({
    issues: [{ path: "project.markdown" }],
  });
  expect(await isSetUp()).toBe(false);
  expect(await writeClient().user.count()).toBe(0);
});

test("when the project fails at the last, there is no organisation either, and it can be tried again", async () => {
  const project = {
    source: "catalog" as const,
    name: "Payments",
    description: "",
    scope: "core" as const,
    // Beyond what the database can store; fields are checked at the route only.
    startAt: "-200000-01-01T00:00:00.000Z",
  };
  await expect(setUp(from("192.0.2.6"), { ...wanted, project })).rejects.toThrow();
  expect(await isSetUp()).toBe(false);
  expect(await writeClient().user.count()).toBe(0);
  expect(await writeClient().auditEvent.count()).toBe(0);
});

test("guessing at the code is stopped", async () => {
  const base = from("192.0.2.2");
  for (let attempt = 0; attempt < 10; attempt++) {
    await expect(setUp(base, { ...wanted, code: `${attempt}` })).rejects.toMatchObject({
      code: "setup_code_wrong",
    });
  }
  await expect(setUp(base, wanted)).rejects.toMatchObject({ code: "too_many_attempts" });
});

test("of two set-ups at once one wins, with its owner, its project and their audit events", async () => {
  const project = {
    source: "markdown" as const,
    name: "Mine",
    description: "",
    markdown: "- [ ] A",
  };
  const both = { ...wanted, project };
  const results = await Promise.allSettled([
    setUp(from("192.0.2.3"), both),
    setUp(from("192.0.2.4"), { ...both, owner: { ...owner, email: "other@example.test" } }),
  ]);
  expect(results.find(({ status }) => status === "fulfilled")).toMatchObject({
    value: { projectSlug: "mine" },
  });
  expect(await writeClient().project.findMany({ select: { slug: true, revision: true } })).toEqual([
    { slug: "mine", revision: 1 },
  ]);
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(results.find(({ status }) => status === "rejected")).toMatchObject({
    reason: { code: "already_set_up" },
  });
  expect(await writeClient().organization.count()).toBe(1);
  expect(await writeClient().member.findMany({ select: { role: true } })).toEqual([
    { role: "owner" },
  ]);
  const events = await writeClient().auditEvent.findMany({ orderBy: { seq: "asc" } });
  const actions = events.map(({ action, seq }) => `${seq} ${action}`);
  expect(actions.sort()).toEqual(["1 organization.created", "1 project.created", "2 member.added"]);
  await expect(setUp(from("192.0.2.5"), wanted)).rejects.toMatchObject({ code: "already_set_up" });
});
