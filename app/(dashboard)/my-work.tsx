"use client";

import { checklistKeys } from "#components/checklist/keys.ts";
import { MyItems } from "#components/checklist/my-items.tsx";
import { useProjectsRefresh } from "#components/projects/use-projects-refresh.ts";

/** My open items, following what happens in the projects they belong to. */
export function MyWork() {
  useProjectsRefresh(checklistKeys.mine);
  return <MyItems />;
}
