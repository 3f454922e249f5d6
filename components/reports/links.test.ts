import { expect, it } from "vitest";

import { checklistHref, countingHref, gateHref, projectHref } from "./links.ts";

it("keeps a Korean slug and a strange code in one piece", () => {
  expect(projectHref("주문", "reports")).toBe(`/projects/${encodeURIComponent("주문")}/reports`);
  expect(checklistHref("a", { item: "1.1.a&b" })).toBe("/projects/a/checklist?item=1.1.a%26b");
  expect(checklistHref("a")).toBe("/projects/a/checklist");
});

it("leads from a figure to exactly the items that it counts", () => {
  const verified = { verdict: "pass" };
  expect(countingHref("a", { waived: 0, notApplicable: 0 }, verified)).toBe(
    "/projects/a/checklist?verdict=pass",
  );
  expect(countingHref("a", { waived: 2, notApplicable: 1 }, verified)).toBe(
    "/projects/a/checklist?claim=todo,in_progress,done&verdict=pass&waived=false",
  );
  expect(countingHref("a", { waived: 2, notApplicable: 1 }, { claim: "done" })).toBe(
    "/projects/a/checklist?claim=done&waived=false",
  );
});

it("leads from a reason to the open items that count for the gate", () => {
  expect(gateHref("a", { code: "first_phase_open", phase: "P0", items: 3 })).toBe(
    "/projects/a/checklist?phase=P0&claim=todo,in_progress&origin=core,custom",
  );
});
