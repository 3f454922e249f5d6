import { describe, expect, test } from "vitest";
import { messageNeeds } from "./icu.ts";
import { compareMessages } from "./messages.ts";

describe("what a message needs", () => {
  test.each([
    ["Done", []],
    ["Hello {name}", ["name"]],
    ["{count, plural, one {item} other {# items of {project}}}", ["count:plural", "project"]],
    ["{role, select, owner {Owner {name}} other {x}}", ["name", "role:select"]],
    ["Due {date, date, ::yyyyMMdd}", ["date:date"]],
    ["Read the <link>guide</link>", ["<link>"]],
    ["It''s '{not}' an argument", []],
    ["It's {plain}", ["plain"]],
  ])("%s", (message, needs) => {
    expect(messageNeeds(message)).toEqual(needs);
  });

  test.each(["{name", "name}", "{count, plural, one {a}", "{}"])("%s is refused", (message) => {
    expect(() => messageNeeds(message)).toThrow();
  });
});

describe("two languages", () => {
  const compare = (en: Record<string, string>, ko: Record<string, string>) =>
    compareMessages(
      { file: "en", texts: new Map(Object.entries(en)) },
      { file: "ko", texts: new Map(Object.entries(ko)) },
    );

  test("may word a plural differently", () => {
    const en = { items: "{count, plural, one {# item} other {# items}}" };
    expect(compare(en, { items: "항목 {count}개" })).toEqual([]);
  });

  test("have the same keys, arguments and no empty text", () => {
    const en = { a: "A", b: "B {name}", c: "C" };
    expect(compare(en, { b: "비", c: " ", d: "디" })).toEqual([
      "ko: a is missing or empty",
      "ko: b takes nothing, but in en name",
      "ko: c is missing or empty",
      "en: d is missing or empty",
    ]);
  });
});
