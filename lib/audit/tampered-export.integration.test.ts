import { createHash } from "node:crypto";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { PublicContext } from "#lib/platform/auth/context.ts";
import { createTestOrganization } from "#lib/testing/actors.ts";
import { EVENTS, exportRenamed, joined, linesOf } from "#lib/testing/audit-export.ts";
import { getAuditKey } from "./audit-key.ts";
import { chainHash } from "./verify-chain.mjs";
import { verifyExport } from "./verify-export.mjs";

let exported: Buffer;
let otherExport: Buffer;
let publicKey: string;

beforeAll(async () => {
  const { owner } = await createTestOrganization();
  ({ exported } = await exportRenamed(owner, "Name"));
  ({ exported: otherExport } = await exportRenamed(owner, "Other"));
  publicKey = (await getAuditKey({} as PublicContext)).publicKey;
});

/** Number of the first line that is not as in the export, from 1. */
function firstDifference(tampered: Buffer): number {
  const [before, after] = [linesOf(exported), linesOf(tampered)];
  const index = before.findIndex((line, number) => line !== after[number]);
  return (index < 0 ? before.length : index) + 1;
}

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
