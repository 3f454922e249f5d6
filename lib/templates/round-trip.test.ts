import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ParsedChecklist } from "./checklist.ts";
import { CLAIMS, ORIGINS } from "./checklist.ts";
import { readOutline } from "./markdown-outline.ts";
import { parseChecklist } from "./parse-markdown.ts";
import { renderChecklist } from "./render-markdown.ts";

// A busy machine needs longer than the usual five seconds.
const TIMEOUT = { timeout: 60_000 };

// Markdown's own characters, codes, emoji and comments, so that the cases that hurt come up often.
const piece = fc.constantFrom(
  ..."\\`*_[](){}<>#+-.!|~&:;'\"=^$ /ab1가é🚨",
  ...["P0 - ", "1. ", "- [ ] ", "[x]", "```", "<!--", "-->", "<!-- preflight: {} -->", "--", "©"],
  ...["&amp;", "  ", "http://a.b", "![a](b)", "\\#", " #", " ##", "›", "\u00a0", "\u2028", "<div>"],
);
const title = fc
  .oneof(
    fc.array(piece, { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join("")),
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }),
  )
  .map((text) =>
    text
      .normalize("NFC")
      .replace(/\p{Cc}/gu, "")
      .trim(),
  )
  .filter((text) => text !== "" && text.isWellFormed());
const prose = fc
  .string({
    unit: fc.constantFrom("a", "\n", "--", "-->", "<", '"', "\\", "나", "`"),
    minLength: 1,
  })
  .map((text) => text.normalize("NFC"));
const titleKo = fc.option(title);

const code = (plain: fc.Arbitrary<string>) =>
  fc.oneof(plain, fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,8}$/));
const item = fc
  .record({
    code: code(fc.constantFrom("P0.1.a.1", "1.1.a.1", "1.1.a.2", "P1.1.a.2")),
    title,
    titleKo,
    description: fc.oneof(fc.constant(""), prose),
    claim: fc.constantFrom(...CLAIMS),
    claimReason: fc.option(prose),
    origin: fc.option(fc.constantFrom(...ORIGINS)),
    focusStep: fc.option(fc.integer({ min: 1, max: 12 })),
    ttlDays: fc.option(fc.integer({ min: 1, max: 3_650 })),
  })
  .filter(({ claim, claimReason }) => claim !== "not_applicable" || claimReason !== null);
const group = fc.record({
  code: code(fc.constantFrom("P0.1.a", "1.1.a", "1.1.b", "2.1.a")),
  title,
  titleKo,
  items: fc.array(item, { maxLength: 4 }),
});
const section = fc.record({
  code: code(fc.constantFrom("P0.1", "1.1", "1.2", "P1.1")),
  title,
  titleKo,
  groups: fc.array(group, { maxLength: 3 }),
});
const phase = fc.record({
  code: code(fc.constantFrom("P0", "P1", "P2", "P3", "1", "2")),
  title,
  titleKo,
  deadlineHours: fc.option(fc.constantFrom(1, 24, 48, 168, 1000)),
  sections: fc.array(section, { maxLength: 3 }),
});
const checklist = fc
  .record({ title: fc.option(title), phases: fc.array(phase, { minLength: 1, maxLength: 3 }) })
  .map((tree): ParsedChecklist => ({ ...tree, itemCount: itemsOf(tree).length }))
  .filter((tree) => tree.itemCount > 0)
  .map(withUniqueCodes);

function itemsOf({ phases }: Pick<ParsedChecklist, "phases">) {
  return phases.flatMap((each) => each.sections.flatMap((s) => s.groups.flatMap((g) => g.items)));
}

function withUniqueCodes(tree: ParsedChecklist): ParsedChecklist {
  const headings = tree.phases.flatMap((each) => [
    each,
    ...each.sections.flatMap((own) => [own, ...own.groups]),
  ]);
  for (const list of [headings, itemsOf(tree)]) {
    const taken = new Set<string>();
    for (const each of list) {
      while (taken.has(each.code)) each.code += "-x";
      taken.add(each.code);
    }
  }
  return tree;
}

describe("a checklist as Markdown", () => {
  test("reads back as the very same tree, whatever its texts hold", TIMEOUT, () => {
    fc.assert(
      fc.property(checklist, (tree) => {
        expect(parseChecklist(renderChecklist(tree))).toEqual(tree);
      }),
      { numRuns: 200 },
    );
  });

  test("survives Windows line ends and a byte order mark", TIMEOUT, () => {
    fc.assert(
      fc.property(checklist, (tree) => {
        const markdown = `\ufeff${renderChecklist(tree).replaceAll("\n", "\r\n")}`;
        expect(parseChecklist(markdown)).toEqual(tree);
      }),
      { numRuns: 50 },
    );
  });
});

describe("any text", () => {
  const line = fc.constantFrom(
    ...["# A", "## P0 - B", "### C", "- [ ] a", "- [x] b", "  - [ ] c", "> - [ ] d", "1. [ ] e"],
    ...["2. [ ] f", "3. g", "- h", "text", "", "", "===", "---", "```", "~~~", "    - [ ] i"],
    ...["<div>", "</div>", "<!--", "-->", "<pre>", "</pre>", "> ```", "  text", "* [ ] j", "-"],
  );
  const lines = fc.array(line, { minLength: 1, maxLength: 28 });

  test("gives the same outline in pieces as in one", TIMEOUT, () => {
    // Padding with cuts before every line makes many pieces; none of it adds an entry.
    const padding = Array.from({ length: 70 }, () => "x\n").join("\n");
    fc.assert(
      fc.property(lines, lines, (first, second) => {
        const whole = outlineOf([...first, "", "y", "", ...second].join("\n"));
        const pieces = outlineOf([...first, "", padding, "", ...second].join("\n"));
        expect(pieces).toEqual(whole);
      }),
      { numRuns: 200 },
    );
  });

  test("becomes a checklist or an error of ours", TIMEOUT, () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          lines.map((each) => each.join("\n")),
        ),
        (text) => {
          const result = attempt(text);
          expect(result === "refused" || result.itemCount > 0).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });
});

function outlineOf(markdown: string) {
  try {
    return readOutline(markdown).map(({ line: _line, ...entry }) => entry);
  } catch (error) {
    return error instanceof Error && error.name === "InvalidChecklistError" ? "refused" : error;
  }
}

function attempt(markdown: string): ParsedChecklist | "refused" {
  try {
    return parseChecklist(markdown);
  } catch (error) {
    if (error instanceof Error && error.name === "InvalidChecklistError") return "refused";
    throw error;
  }
}
