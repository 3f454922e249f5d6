import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import fc from "fast-check";
import pg from "pg";
import { beforeAll, expect, test } from "vitest";
import type { Context, PublicContext } from "#lib/platform/auth/context.ts";
import { ForbiddenError, InvalidError, NotFoundError } from "#lib/platform/errors.ts";
import { changeOrganization } from "#lib/organizations/change-organization.ts";
import { changeProject } from "#lib/projects/change-project.ts";
import { createProjectActor, createTestOrganization } from "#lib/testing/actors.ts";
import { createBareProject, renameProject } from "#lib/testing/bare-project.ts";
import { getAuditKey } from "./audit-key.ts";
import { exportOrganizationAudit, exportProjectAudit } from "./export-audit.ts";
import { chainHash } from "./verify-chain.mjs";
import { verifyExport } from "./verify-export.mjs";

const EVENTS = 40;
let owner: Context;
let projectId: string;
let exported: Buffer;
let otherExport: Buffer;
let publicKey: string;

const exportOf = async (ctx: Context, id: string) =>
  Buffer.from(
    await (await exportProjectAudit(ctx, { projectId: id, format: "jsonl" })).arrayBuffer(),
  );
const csvOf = async (ctx: Context, id: string, text?: string) => {
  const response = await exportProjectAudit(ctx, { projectId: id, format: "csv", text });
  // text() would take the byte order mark away.
  return Buffer.from(await response.arrayBuffer()).toString("utf8");
};

beforeAll(async () => {
  owner = (await createTestOrganization()).owner;
  projectId = await createBareProject(owner.organizationId);
  const other = await createBareProject(owner.organizationId);
  for (let count = 0; count < EVENTS; count += 1) {
    await renameProject(owner, projectId, `Name ${count} 이름 "${count}"`);
    await renameProject(owner, other, `Other ${count}`);
  }
  exported = await exportOf(owner, projectId);
  otherExport = await exportOf(owner, other);
  publicKey = (await getAuditKey({} as PublicContext)).publicKey;
});

/** Lines with their newlines; what follows the last newline is a line too. */
function linesOf(bytes: Buffer): string[] {
  return bytes
    .toString("latin1")
    .split(/(?<=\n)/)
    .filter(Boolean);
}
const joined = (lines: readonly string[]) => Buffer.from(lines.join(""), "latin1");

/** Number of the first line that is not as in the export, from 1. */
function firstDifference(tampered: Buffer): number {
  const [before, after] = [linesOf(exported), linesOf(tampered)];
  const index = before.findIndex((line, number) => line !== after[number]);
  return (index < 0 ? before.length : index) + 1;
}

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

const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const at = (length: number, share: number) => Math.floor(length * share);

/** Ways to change the file that leave the first changed line the first bad one. */
const plainTampering = fc.oneof(
  fc.record({ way: fc.constant("byte" as const), from: place, value: fc.nat(255) }),
  fc.record({
    way: fc.constant("cut" as const),
    from: place,
    length: fc.integer({ min: 1, max: 900 }),
  }),
  fc.record({
    way: fc.constant("insert" as const),
    from: place,
    bytes: fc.uint8Array({ minLength: 1, maxLength: 40 }),
  }),
  fc.record({ way: fc.constant("truncate" as const), from: place }),
  fc.record({ way: fc.constant("drop line" as const), from: place }),
  fc.record({ way: fc.constant("repeat line" as const), from: place, to: place }),
  fc.record({ way: fc.constant("swap lines" as const), from: place, to: place }),
  fc.record({ way: fc.constant("truncate lines" as const), from: place }),
  fc.record({ way: fc.constant("line of another export" as const), from: place }),
  fc.record({ way: fc.constant("hash" as const), from: place, value: fc.nat() }),
);
type Tampering = typeof plainTampering extends fc.Arbitrary<infer T> ? T : never;

function apply(tampering: Tampering): Buffer {
  const bytes = Buffer.from(exported);
  const offset = at(bytes.length, tampering.from);
  const lines = linesOf(bytes);
  const index = at(lines.length, tampering.from);
  const line = lines[index] ?? "";
  const second = "to" in tampering ? at(lines.length, tampering.to) : 0;
  switch (tampering.way) {
    case "byte":
      bytes[offset] = tampering.value;
      return bytes;
    case "cut":
      return Buffer.concat([bytes.subarray(0, offset), bytes.subarray(offset + tampering.length)]);
    case "insert":
      return Buffer.concat([bytes.subarray(0, offset), tampering.bytes, bytes.subarray(offset)]);
    case "truncate":
      return bytes.subarray(0, offset);
    case "drop line":
      return joined(lines.toSpliced(index, 1));
    case "repeat line":
      return joined(lines.toSpliced(second, 0, line));
    case "swap lines":
      return joined(lines.with(index, lines[second] ?? "").with(second, line));
    case "truncate lines":
      return joined(lines.slice(0, index));
    case "line of another export": {
      // The very first line says which chain the file is of; a foreign one shows at the second.
      const later = Math.max(index, 1);
      return joined(lines.with(later, linesOf(otherExport)[later] ?? ""));
    }
    case "hash":
      return joined(
        lines.with(
          index,
          line.replace(/"hash":"[0-9a-f]+"/, `"hash":"${sha(String(tampering.value))}"`),
        ),
      );
  }
}
const sha = (text: string) => createHash("sha256").update(text).digest("hex");

test("each of a thousand random tamperings is found, and its first bad line named", async () => {
  let tampered = 0;
  await fc.assert(
    fc.asyncProperty(plainTampering, async (tampering) => {
      const bytes = apply(tampering);
      fc.pre(!bytes.equals(exported));
      tampered += 1;
      const result = await verifyExport([bytes], publicKey);
      expect(result.valid).toBe(false);
      expect(result.fault?.line).toBe(firstDifference(bytes));
    }),
    { numRuns: 1_000 },
  );
  expect(tampered).toBe(1_000);
});

type Line = { body: string; hash: string };

/** Rewrites an event and makes the hashes from there on fit, up to and including event `upTo`. */
function rechained(index: number, upTo: number): Buffer {
  const lines = exported.toString("utf8").split(/(?<=\n)/);
  for (let number = index; number <= upTo; number += 1) {
    const before = JSON.parse(lines[number - 1] ?? "null") as Line | null;
    const { body } = JSON.parse(lines[number] ?? "") as Line;
    const text = number === index ? body.replace("Name", "Nome") : body;
    const hash = chainHash(before?.hash ?? "0".repeat(64), text);
    lines[number] = `${JSON.stringify({ body: text, hash })}\n`;
  }
  return Buffer.from(lines.join(""));
}

test("hashes made anew after an edit are found where they stop, or at the signature", async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(EVENTS - 1), fc.nat(EVENTS - 1), async (first, second) => {
      const [from, upTo] = [Math.min(first, second), Math.max(first, second)];
      const { fault } = await verifyExport([rechained(from, upTo)], publicKey);
      expect(fault?.line).toBe(upTo + 2);
      expect(fault?.code).toBe(upTo === EVENTS - 1 ? "checkpoint_hash" : "hash_mismatch");
    }),
    { numRuns: 100 },
  );
});

test("a checkpoint signed with another key passes only where nobody asks for the right one", async () => {
  const last = exported.toString("utf8").trimEnd().split("\n").at(-1) ?? "";
  const strange = await verifyExport([exported], "A".repeat(43));
  expect(strange.fault).toMatchObject({ code: "other_key", line: EVENTS + 1 });
  const altered = exported.toString("utf8").replace(/"size":\d+/, `"size":${EVENTS + 1}`);
  expect((await verifyExport([Buffer.from(altered)])).fault).toMatchObject({ code: "signature" });
  expect(last).toContain(publicKey);
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
