import { expect, it } from "vitest";

import { item } from "./samples.ts";
import { afterConflict, parseDraft } from "./text-draft.ts";

const draft = { text: "mine", base: "before", seenRevision: 3 };

it("sends a draft again when another text was changed", () => {
  const current = item("a.1", { title: "before", description: "new", textRevision: 8 });
  expect(afterConflict(draft, "title", current)).toEqual({
    merge: false,
    draft: { ...draft, seenRevision: 8 },
  });
});

it("has people merge when this text was changed", () => {
  const current = item("a.1", { title: "theirs", textRevision: 8 });
  expect(afterConflict(draft, "title", current)).toEqual({ merge: true, theirs: "theirs" });
});

it("needs no merge when both wrote the same", () => {
  const current = item("a.1", { title: "mine", textRevision: 8 });
  expect(afterConflict(draft, "title", current).merge).toBe(false);
});

it("reads what a tab has kept and nothing else", () => {
  expect(parseDraft(JSON.stringify(draft))).toEqual(draft);
  expect(parseDraft("")).toBeNull();
  expect(parseDraft("{}")).toBeNull();
  expect(parseDraft("null")).toBeNull();
});
