import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CHECKLIST_LIMITS, InvalidChecklistError, type ParsedChecklist } from "./checklist.ts";
import { parseChecklist } from "./parse-markdown.ts";

function fixture(name: string): string {
  return readFileSync(join(import.meta.dirname, "fixtures", name), "utf8");
}

/** One line for each group: codes, titles and items, short enough to compare by eye. */
function outline(checklist: ParsedChecklist): string[] {
  return checklist.phases.flatMap((phase) =>
    phase.sections.flatMap((section) =>
      section.groups.map((group) => {
        const items = group.items.map((item) => `${item.code} ${item.title}`).join(", ");
        const path = [phase, section, group].map(({ code, title }) => `${code} ${title}`);
        return `${path.join(" / ")}: ${items}`;
      }),
    ),
  );
}

function refusal(markdown: string): { code: string; line: number | null } {
  try {
    parseChecklist(markdown);
  } catch (error) {
    if (error instanceof InvalidChecklistError) return { code: error.code, line: error.line };
    throw error;
  }
  return { code: "accepted", line: null };
}

describe("the source document", () => {
  const checklist = parseChecklist(fixture("production-readiness.ko.md"));
  const sections = checklist.phases.flatMap((phase) => phase.sections);
  const groups = sections.flatMap((section) => section.groups);
  const items = groups.flatMap((group) => group.items);

  test("gives 4 phases, 15 sections, 42 groups and 206 items, without its summary", () => {
    const counts = [checklist.phases, sections, groups, items].map((list) => list.length);
    expect(counts).toEqual([4, 15, 42, 206]);
    expect(checklist.itemCount).toBe(206);
    expect(checklist.title).toMatch(/^프로덕션 준비 종합 \S+ 리스트$/);
  });

  test("gives phases with codes and clocks, and titles without emoji and emphasis", () => {
    const phases = checklist.phases.map(({ code, title, deadlineHours }) => [
      code,
      title,
      deadlineHours,
    ]);
    expect(phases).toEqual([
      ["P0", "Critical (24시간 내 완료 필수)", 24],
      ["P1", "High (48시간 내 완료)", 48],
      ["P2", "Medium (1주일 내 완료)", 168],
      ["P3", "Low (장기 개선사항)", null],
    ]);
    expect(sections[3]).toMatchObject({ code: "P0.4", title: "에러 복구 메커니즘" });
    expect(groups[1]).toMatchObject({ code: "P0.1.b", title: "민감정보 보호" });
  });

  test("gives items with stable codes and their Markdown as it stands", () => {
    expect(items[0]).toEqual({
      code: "P0.1.a.1",
      title: "`.env` 파일에서 API 키 완전 제거",
      titleKo: null,
      description: "",
      claim: "todo",
      claimReason: null,
      origin: null,
      focusStep: null,
      ttlDays: null,
    });
    expect(items.at(-1)?.code).toBe("P3.3.b.5");
  });
});

describe("headings", () => {
  test("of a document without any become one phase, section and group", () => {
    const checklist = parseChecklist("- [ ] a\n- [x] b");
    expect(outline(checklist)).toEqual([
      "1 Checklist / 1.1 Checklist / 1.1.a Checklist: 1.1.a.1 a, 1.1.a.2 b",
    ]);
    expect(checklist.phases[0]?.titleKo).toBe("체크리스트");
  });

  test("of one level become phases whose sections and groups repeat their titles", () => {
    expect(outline(parseChecklist("# A\n- [ ] a\n# B\n- [ ] b"))).toEqual([
      "1 A / 1.1 A / 1.1.a A: 1.1.a.1 a",
      "2 B / 2.1 B / 2.1.a B: 2.1.a.1 b",
    ]);
  });

  test("below a single H1 leave it to be the document's title", () => {
    const checklist = parseChecklist("# Title\n- [ ] top\n## A\n- [ ] a\n### B\n- [ ] b");
    expect(checklist.title).toBe("Title");
    expect(outline(checklist)).toEqual([
      "1 Title / 1.1 Title / 1.1.a Title: 1.1.a.1 top",
      "2 A / 2.1 A / 2.1.a A: 2.1.a.1 a",
      "2 A / 2.2 B / 2.2.a B: 2.2.a.1 b",
    ]);
  });

  test("deeper than three levels are joined into the group's title", () => {
    const markdown = "# P\n## S\n### G\n- [ ] g\n#### X\n- [ ] x\n##### Y\n- [ ] y\n# Q\n- [ ] q";
    expect(outline(parseChecklist(markdown))).toEqual([
      "1 P / 1.1 S / 1.1.a G: 1.1.a.1 g",
      "1 P / 1.1 S / 1.1.b G › X: 1.1.b.1 x",
      "1 P / 1.1 S / 1.1.c G › X › Y: 1.1.c.1 y",
      "2 Q / 2.1 Q / 2.1.a Q: 2.1.a.1 q",
    ]);
  });

  test("are read as text: setext, links, emphasis, code, emoji, entities", () => {
    const markdown = [
      ...["🚀 **Go** [live](http://x.y) 🎉", "===", "- [ ] a"],
      ...["# `C#` &amp; <b>more</b> © ##", "- [ ] b"],
    ].join("\n");
    expect(parseChecklist(markdown).phases.map((phase) => phase.title)).toEqual([
      "Go live",
      "C# & more ©",
    ]);
  });

  test("give their codes where these fit, and keep them as text where not", () => {
    const markdown = [
      ...["## P1: One", "### P1.7 — Seven", "- [ ] a", "### P9.1 Stray", "- [ ] b"],
      ...["## P1 - Again", "- [ ] c", "## 3. Three", "- [ ] d", "## 4 things", "- [ ] e"],
    ].join("\n");
    expect(outline(parseChecklist(markdown))).toEqual([
      "P1 One / P1.7 Seven / P1.7.a Seven: P1.7.a.1 a",
      "P1 One / P1.2 P9.1 Stray / P1.2.a P9.1 Stray: P1.2.a.1 b",
      "2 P1 - Again / 2.1 P1 - Again / 2.1.a P1 - Again: 2.1.a.1 c",
      "3 Three / 3.1 Three / 3.1.a Three: 3.1.a.1 d",
      "4 4 things / 4.1 4 things / 4.1.a 4 things: 4.1.a.1 e",
    ]);
  });
});

describe("items", () => {
  test("may be marked and numbered in any way, nested and quoted", () => {
    const markdown =
      "\ufeff* [ ] a\r\n+ [X] b\r\n1. [ ] c\r\n2. [x] d\r\n   - [ ] e\r\n\r\n> - [ ] f\r\n> g";
    const items = parseChecklist(markdown).phases[0]?.sections[0]?.groups[0]?.items ?? [];
    expect(items.map(({ title, claim }) => `${title} ${claim}`)).toEqual([
      ...["a todo", "b done", "c todo", "d done", "e todo", "f g todo"],
    ]);
  });

  test("in code, HTML and comments are none, nor are plain bullets", () => {
    const markdown = [
      ...["```", "- [ ] code", "```", "", "    - [ ] code", "", "<div>", "- [ ] html", "</div>"],
      ...["", "<!--", "", "- [ ] comment", "", "-->", "", "- bullet", "- [ ] item", "- [-] mark"],
    ].join("\n");
    expect(outline(parseChecklist(markdown))[0]).toMatch(/: 1\.1\.a\.1 item$/);
  });

  test("carry claims and reasons in a comment, but a ticked box wins", () => {
    const markdown = [
      `- [ ] a <!-- preflight: {"claim":"in_progress"} -->`,
      `- [x] b <!-- preflight: {"claim":"not_applicable","reason":"no mail"} -->`,
      `- [ ] c <!-- preflight: {"claim":"not_applicable","reason":"no mail"} -->`,
      `- [ ] d <!-- preflight: {"claim":"not_applicable"} -->`,
      `- [ ] e <!-- preflight: {"claim":"done"} -->`,
    ].join("\n");
    const items = parseChecklist(markdown).phases[0]?.sections[0]?.groups[0]?.items ?? [];
    expect(items.map(({ claim, claimReason }) => [claim, claimReason])).toEqual([
      ["in_progress", null],
      ["done", null],
      ["not_applicable", "no mail"],
      ["todo", null],
      ["todo", null],
    ]);
  });

  test("get codes that none of them has already", () => {
    const comment = (code: string) => `<!-- preflight: {"code":"${code}"} -->`;
    const markdown = `- [ ] a\n- [ ] b ${comment("1.1.a.1")}\n- [ ] c ${comment("1.1.a.1")}`;
    expect(outline(parseChecklist(markdown))[0]).toMatch(
      /: 1\.1\.a\.2 a, 1\.1\.a\.1 b, 1\.1\.a\.3 c$/,
    );
  });

  test("are stored in NFC", () => {
    const title = parseChecklist(`- [ ] ${"한글".normalize("NFD")}`);
    expect(outline(title)[0]).toMatch(/ 한글$/);
  });
});

describe("a bad file", () => {
  const long = "x".repeat(CHECKLIST_LIMITS.title + 1);
  const many = "- [ ] a\n".repeat(CHECKLIST_LIMITS.items + 1);
  const cases: [name: string, markdown: string, code: string, line: number | null][] = [
    ["is empty", " \n\t\n", "empty", null],
    ["has no items", "# A\n\n- b\n", "noItems", null],
    ["holds NUL", "- [ ] a\n- [ ] \0", "binary", 2],
    ["holds half a character", "- [ ] a\n\n- [ ] \ud83d b", "binary", 3],
    ["has an item without text", "# A\n\n- [ ] a\n- [ ]\n", "emptyItem", 4],
    ["has an item of nothing but a comment", "- [ ] <!-- preflight: {} -->", "emptyItem", 1],
    ["has too long an item", `- [ ] a\n- [ ] ${long}`, "titleTooLong", 2],
    ["has too long a heading", `# A\n\n## ${long}\n- [ ] a`, "titleTooLong", 3],
    ["has a broken comment", "- [ ] a\n- [ ] b <!-- preflight: {x} -->", "invalidComment", 2],
    ["has an unknown claim", `- [ ] a <!-- preflight: {"claim":"maybe"} -->`, "invalidComment", 1],
    ["has too many items", `# A\n${many}`, "tooManyItems", CHECKLIST_LIMITS.items + 2],
    ["has too many headings", `${"# A\n".repeat(2_001)}- [ ] a`, "tooManyHeadings", 2_001],
    ["has too many lines", "\n".repeat(30_000) + "- [ ] a", "tooManyLines", 20_001],
    ["is too large", "가".repeat(700_000), "tooLarge", null],
    ["is nested too deep", `- [ ] a\n${">".repeat(10_000)}`, "tooDeep", 2],
    ["never begins a new block", "> a\nb\n".repeat(5_000), "blockTooLong", 1],
  ];
  test.each(cases)("that %s is refused, with its line", (_name, markdown, code, line) => {
    expect(refusal(markdown)).toEqual({ code, line });
  });

  const slow: [name: string, markdown: string][] = [
    ["brackets", "[".repeat(300_000)],
    ["brackets in headings", `# ${"[".repeat(400)}\n`.repeat(500)],
    ["emphasis", "*a **b ".repeat(30_000)],
    ["lazy quotes", `${"> a\n".repeat(240)}${"b\n".repeat(240)}\n`.repeat(10)],
    ["setext headings", `${"a\n=\n".repeat(200)}\n`.repeat(40)],
    ["nested lists", `- x\n${"  - - - - a\n".repeat(490)}`.repeat(15)],
    ["unclosed HTML", "<pre>\n\na\n".repeat(3_000)],
  ];
  test.each(slow)("of %s costs seconds at most", { timeout: 60_000 }, (_name, markdown) => {
    const start = performance.now();
    refusal(markdown);
    expect(performance.now() - start).toBeLessThan(30_000);
  });
});
