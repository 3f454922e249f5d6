import { describe, expect, it } from "vitest";

import { matchesWords } from "./match-words.ts";

describe("matchesWords", () => {
  it("finds words in any order and case", () => {
    expect(matchesWords("P0.1.a.1 Enforce TLS everywhere", "tls p0.1")).toBe(true);
    expect(matchesWords("P0.1.a.1 Enforce TLS everywhere", "tls p1")).toBe(false);
  });

  it("finds a Hangul word while its last syllable is being typed", () => {
    for (const typed of ["ㅊ", "체", "체ㅋ", "체크", "체크리"]) {
      expect(matchesWords("배포 체크리스트", typed)).toBe(true);
    }
    expect(matchesWords("배포 체크리스트", "체코")).toBe(false);
  });

  it("does not care whether Hangul comes composed or decomposed", () => {
    expect(matchesWords("백업 복구".normalize("NFD"), "복구".normalize("NFC"))).toBe(true);
  });

  it("lets everything through when nothing is asked for", () => {
    expect(matchesWords("anything", "  ")).toBe(true);
  });
});
