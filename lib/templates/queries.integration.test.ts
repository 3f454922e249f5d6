import { expect, test } from "vitest";
import { createTestProject } from "#lib/testing/projects.ts";
import { findAutomation, latestCatalog } from "./queries.ts";

test("the newest catalog comes as a checklist of 206 items, 138 of them core", async () => {
  const { version, checklist } = await latestCatalog();
  const sections = checklist.phases.flatMap((phase) => phase.sections);
  const items = sections.flatMap((section) => section.groups.flatMap((group) => group.items));
  expect([version, checklist.itemCount, items.length]).toEqual([2, 206, 206]);
  expect(items.filter((item) => item.origin === "core")).toHaveLength(138);
});

test("an item's automation comes from its project's catalog", async () => {
  const { projectId } = await createTestProject();
  const automation = await findAutomation(projectId, "P0.1.a.1", "en");
  expect(automation.map(({ provider }) => provider)).toEqual(["repo", "github"]);
  expect(automation[0]?.signal).toMatch(/^Parse every tracked/);
  const [korean] = await findAutomation(projectId, "P0.1.a.1", "ko");
  expect(korean?.signal).toMatch(/통과합니다/);
  expect(await findAutomation(projectId, "no-such-code", "en")).toEqual([]);
});

test("a project without a catalog has no automation", async () => {
  const nobody = "00000000-0000-7000-8000-000000000000";
  expect(await findAutomation(nobody, "P0.1.a.1", "en")).toEqual([]);
});
