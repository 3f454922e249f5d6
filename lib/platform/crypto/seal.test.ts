import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { sealedColumns } from "./sealed-columns.ts";

const SCHEMA = path.resolve(import.meta.dirname, "../../../prisma/schema");
const OLD = "only for tests, and long enough for it";
const NEW = "the next one, just as long as the other";

beforeEach(() => {
  vi.stubEnv("DATABASE_URL", "postgresql://localhost/preflight");
});

/** The functions as a process with these settings has them. */
async function withSecrets(present: string, previous = "") {
  vi.stubEnv("PREFLIGHT_SECRET", present);
  vi.stubEnv("PREFLIGHT_PREVIOUS_SECRET", previous);
  vi.resetModules();
  return import("./seal.ts");
}

const owner = { purpose: "totp", recordId: "a" } as const;

describe("a sealed secret", () => {
  test("opens for its own record, and looks different each time", async () => {
    const { seal, unseal } = await withSecrets(OLD);
    const first = seal("비밀 secret", owner);
    expect(unseal(first, owner)).toBe("비밀 secret");
    expect(seal("비밀 secret", owner)).not.toEqual(first);
  });

  test("does not open for another record or purpose, nor after any change", async () => {
    const { seal, unseal } = await withSecrets(OLD, NEW);
    const sealed = seal("secret", owner);
    expect(() => unseal(sealed, { ...owner, recordId: "b" })).toThrow();
    expect(() => unseal(sealed, { ...owner, purpose: "mail" })).toThrow();
    for (let at = 0; at < sealed.length; at++) {
      for (const bit of [1, 3]) {
        const changed = sealed.slice();
        changed[at] = (changed[at] ?? 0) ^ bit;
        expect(() => unseal(changed, owner), `${at} ${bit}`).toThrow();
      }
    }
  });

  test("names its key: opens as long as that is the present or the previous one", async () => {
    const before = await withSecrets(OLD);
    const sealed = before.seal("secret", owner);
    expect(sealed.slice(0, 5)).toEqual(before.presentSealHead());
    const during = await withSecrets(NEW, OLD);
    expect(during.unseal(sealed, owner)).toBe("secret");
    const anew = during.seal("secret", owner);
    expect(anew.slice(0, 5)).toEqual(during.presentSealHead());
    expect(anew.slice(0, 5)).not.toEqual(sealed.slice(0, 5));
    const after = await withSecrets(NEW);
    expect(after.unseal(anew, owner)).toBe("secret");
    expect(() => after.unseal(sealed, owner)).toThrow("unknown version or key");
  });

  test("from before keys had names opens with either", async () => {
    const { seal } = await withSecrets(OLD);
    const unnamed = new Uint8Array([1, ...seal("secret", owner).slice(5)]);
    expect((await withSecrets(OLD)).unseal(unnamed, owner)).toBe("secret");
    const during = await withSecrets(NEW, OLD);
    expect(during.unseal(unnamed, owner)).toBe("secret");
    expect(() => during.unseal(unnamed, { ...owner, recordId: "b" })).toThrow();
  });
});

/** Bytes that need no key: hashes, salts, and what others know anyway. */
const OPEN =
  /[._]hash$|^audit_origins\.salt$|^passkeys\.(credential_id|public_key)$|^passkey_challenges\.challenge$/;

/** All columns of bytes, as `table.column`. */
function byteColumns(): string[] {
  const files = readdirSync(SCHEMA).map((file) => readFileSync(path.join(SCHEMA, file), "utf8"));
  const models = [...files.join("\n").matchAll(/^model \w+ \{$(.*?)^\}$/gms)];
  return models.flatMap(([, body = ""]) => {
    const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? "";
    const fields = [...body.matchAll(/^ {2}(\w+) +Bytes\b(.*)$/gm)];
    return fields.map(([, name = "", rest = ""]) => {
      return `${table}.${/@map\("(\w+)"\)/.exec(rest)?.[1] ?? name}`;
    });
  });
}

test("every column of bytes is in the list of sealed ones, or is no secret", () => {
  const sealed = Object.values(sealedColumns).map(({ table, column }) => `${table}.${column}`);
  expect(
    byteColumns()
      .filter((name) => !OPEN.test(name))
      .sort(),
  ).toEqual(sealed.sort());
});
