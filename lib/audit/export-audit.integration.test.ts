import { execFile } from "node:child_process";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { beforeAll, expect, test } from "vitest";
import type { Context, PublicContext } from "#lib/platform/auth/context.ts";
import { ForbiddenError, InvalidError, NotFoundError } from "#lib/platform/errors.ts";
import { changeOrganization } from "#lib/organizations/change-organization.ts";
import { changeProject } from "#lib/projects/change-project.ts";
import { createProjectActor, createTestOrganization } from "#lib/testing/actors.ts";
import { EVENTS, exportOf, exportRenamed, joined, linesOf } from "#lib/testing/audit-export.ts";
import { createBareProject, renameProject } from "#lib/testing/bare-project.ts";
import { getAuditKey } from "./audit-key.ts";
import { exportOrganizationAudit, exportProjectAudit } from "./export-audit.ts";
import { verifyExport } from "./verify-export.mjs";

let owner: Context;
let projectId: string;
let exported: Buffer;
let publicKey: string;

const csvOf = async (ctx: Context, id: string, text?: string) => {
  const response = await exportProjectAudit(ctx, { projectId: id, format: "csv", text });
  // text() would take the byte order mark away.
  return Buffer.from(await response.arrayBuffer()).toString("utf8");
};

beforeAll(async () => {
  owner = (await createTestOrganization()).owner;
  ({ projectId, exported } = await exportRenamed(owner, "Name"));
  publicKey = (await getAuditKey({} as PublicContext)).publicKey;
});

test("an export holds every event as it was hashed, and a signed checkpoint", async () => {
  const result = await verifyExport([exported]);
  expect(result).toEqual({
    valid: true,
    events: EVENTS,
    chains: [
      {
        stream: projectId,
        seq: EVENTS,
        size: EVENTS,
        hash: expect.any(String) as string,
        at: expect.any(String) as string,
      },
    ],
    publicKey,
    fault: null,
  });
  expect(await verifyExport([exported], publicKey)).toMatchObject({ valid: true });
  // However the bytes arrive.
  const pieces = Array.from({ length: Math.ceil(exported.length / 7) }, (_, index) =>
    exported.subarray(index * 7, index * 7 + 7),
  );
  expect(await verifyExport(pieces)).toEqual(result);
});

test("an organisation's export holds all chains; none can be left out or exchanged", async () => {
  const { owner: ctx, organizationId } = await createTestOrganization();
  const projects = [
    await createBareProject(organizationId),
    await createBareProject(organizationId),
  ];
  for (const id of projects) await renameProject(ctx, id, "Atlas");
  await changeOrganization(ctx, "members.manage", async ({ record }) =>
    record({ action: "member.added", subject: { type: "member", id: ctx.userId } }),
  );
  const read = async () =>
    Buffer.from(await (await exportOrganizationAudit(ctx, { format: "jsonl" })).arrayBuffer());
  const [bytes, later] = [await read(), await read()];
  const result = await verifyExport([bytes], publicKey);
  expect(result).toMatchObject({ valid: true, events: 3 });
  expect(result.chains.map(({ stream }) => stream)).toEqual([organizationId, ...projects]);

  const lines = linesOf(bytes);
  const code = async (changed: string[]) =>
    (await verifyExport([joined(changed)], publicKey)).fault?.code;
  expect(await code(lines.toSpliced(2, 2))).toBe("checkpoint_part");
  expect(await code(lines.slice(0, 4))).toBe("no_checkpoint");
  expect(await code([...lines.slice(2, 4), ...lines.slice(0, 2), ...lines.slice(4)])).toBe(
    "checkpoint_part",
  );
  expect(await code(lines.with(3, linesOf(later)[3] ?? ""))).toBe("checkpoint_part");
});

test("a chain that is broken in the database is not signed", async () => {
  const { owner: ctx, organizationId } = await createTestOrganization();
  const id = await createBareProject(organizationId);
  for (const name of ["A", "B", "C"]) await renameProject(ctx, id, name);
  const client = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL });
  await client.connect();
  await client.query("SET session_replication_role = replica");
  await client.query("DELETE FROM audit_events WHERE stream_id = $1 AND seq = 2", [id]);
  await client.end();
  const { fault } = await verifyExport([await exportOf(ctx, id)], publicKey);
  expect(fault).toMatchObject({ line: 2, seq: 2, code: "exported_fault" });
});

test("CSV has a line for each event and nothing that a spreadsheet would run", async () => {
  const { owner: ctx, organizationId } = await createTestOrganization();
  const id = await createBareProject(organizationId);
  for (const reason of ["=1+1", "+1", "-1", "@x", "\tx", "\rx", 'say "hi", 안녕', "plain"]) {
    await changeProject(ctx, "project.edit", id, async ({ row, record }) =>
      record({ action: "project.edited", subject: { type: "project", id: row.id }, reason }),
    );
  }
  const csv = await csvOf(ctx, id);
  expect(csv.startsWith("\ufeffat,project,seq,")).toBe(true);
  const rows = csv.trimEnd().split("\r\n").slice(1);
  expect(rows).toHaveLength(8);
  const reasons = rows.map((row) => row.split(`${id},Bare,`)[1] ?? "");
  expect(reasons.join("\n")).toContain('"say ""hi"", 안녕"');
  for (const start of ["=", "+", "-", "@", "\t", "\r"]) {
    expect(csv).not.toMatch(new RegExp(`(^|,)"?\\${start}`, "m"));
  }
  expect((await csvOf(ctx, id, "plain")).trimEnd().split("\r\n")).toHaveLength(2);
});

test("JSON Lines are whole: filters are refused", async () => {
  const filtered = exportProjectAudit(owner, { projectId, format: "jsonl", text: "Name" });
  await expect(filtered).rejects.toBeInstanceOf(InvalidError);
});

test("downloads are named, private, and only for those who may read the log", async () => {
  const { headers, body } = await exportProjectAudit(owner, { projectId, format: "jsonl" });
  await body?.cancel();
  expect(headers.get("content-disposition")).toMatch(
    /^attachment; filename="preflight-audit-bare-/,
  );
  expect(headers.get("cache-control")).toBe("private, no-store");
  const { owner: stranger } = await createTestOrganization();
  await expect(exportOf(stranger, projectId)).rejects.toBeInstanceOf(NotFoundError);
  const viewer = await createProjectActor(owner.organizationId, projectId, "viewer");
  expect((await exportOf(viewer, projectId)).length).toBeGreaterThan(0);
  await expect(exportOrganizationAudit(viewer, { format: "csv" })).rejects.toBeInstanceOf(
    ForbiddenError,
  );
});

test("the offline verifier says what holds, and names the first bad line", async () => {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), "preflight-audit-"));
  const [good, bad] = [path.join(folder, "good.jsonl"), path.join(folder, "bad.jsonl")];
  const script = path.resolve(import.meta.dirname, "../../scripts/audit-verify.mjs");
  const run = async (...args: string[]) => {
    const done = promisify(execFile)(process.execPath, [script, ...args]);
    return done.then(
      ({ stdout }) => ({ code: 0, stdout }),
      (error: { code: number; stdout: string }) => ({ code: error.code, stdout: error.stdout }),
    );
  };
  try {
    await fs.writeFile(good, exported);
    await fs.writeFile(bad, exported.toString("utf8").replace("Name 7 ", "Name 8 "));
    const ok = await run(good, "--key", publicKey);
    expect(ok).toMatchObject({ code: 0 });
    expect(ok.stdout).toContain(`OK  ${EVENTS} events in 1 chain`);
    const tampered = await run(bad);
    expect(tampered).toMatchObject({ code: 1 });
    expect(tampered.stdout).toContain("line 8: the event or its hash was changed");
    expect(await run(path.join(folder, "none.jsonl"))).toMatchObject({ code: 2 });
    expect(await run()).toMatchObject({ code: 2 });
  } finally {
    await fs.rm(folder, { recursive: true });
  }
});
