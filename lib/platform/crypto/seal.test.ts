import { beforeEach, describe, expect, test, vi } from "vitest";
import { seal, unseal } from "./seal.ts";

beforeEach(() => {
  vi.stubEnv("DATABASE_URL", "postgresql://localhost/preflight");
  vi.stubEnv("PREFLIGHT_SECRET", "only for tests, and long enough for it");
});

const owner = { purpose: "totp", recordId: "a" };

describe("a sealed secret", () => {
  test("opens for its own record, and looks different each time", () => {
    const first = seal("비밀 secret", owner);
    expect(unseal(first, owner)).toBe("비밀 secret");
    expect(seal("비밀 secret", owner)).not.toEqual(first);
  });

  test("does not open for another record or purpose, nor after any change", () => {
    const sealed = seal("secret", owner);
    expect(() => unseal(sealed, { ...owner, recordId: "b" })).toThrow();
    expect(() => unseal(sealed, { ...owner, purpose: "mail" })).toThrow();
    for (let at = 0; at < sealed.length; at++) {
      const changed = sealed.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => unseal(changed, owner), String(at)).toThrow();
    }
  });
});
