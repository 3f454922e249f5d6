import { expect, it } from "vitest";

import { initials } from "./avatar.tsx";

it("takes the first letters of the first and the last name", () => {
  expect(initials("Ada Lovelace")).toBe("AL");
  expect(initials("  maria del  carmen ")).toBe("MC");
  expect(initials("cher")).toBe("C");
});

it("takes the given name of a Korean", () => {
  expect(initials("김민준")).toBe("민준");
  expect(initials("김민준".normalize("NFD"))).toBe("민준");
  expect(initials("이 서연")).toBe("서연");
  expect(initials("허준")).toBe("허준");
});

it("survives a name without letters", () => {
  expect(initials("   ")).toBe("?");
  expect(initials("🛰️ Ops")).toBe("🛰O");
});
