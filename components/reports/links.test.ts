import { expect, it } from "vitest";

import { checklistHref, gateHref, projectHref } from "./links.ts";

it("keeps a Korean slug and a strange code in one piece", () => {
  expect(projectHref("주문", "reports")).toBe(`/projects/${encodeURIComponent("주문")}/reports`);
  expect(checklistHref("a", { item: "1.1.a&b" })).toBe("/projects/a/checklist?item=1.1.a%26b");
  expect(checklistHref("a")).toBe("/projects/a/checklist");
});

it("leads from a reason to the open items that count for the gate", () => {
  expect(gateHref("a", { code: "first_phase_open", phase: "P0", items: 3 })).toBe(
    "/projects/a/checklist?phase=P0&claim=todo,in_progress&origin=core,custom",
  );
});
