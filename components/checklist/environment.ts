"use client";

import { createContext, useContext } from "react";

import type { Item } from "#lib/checklist/contract.ts";
import { can, type Role } from "#lib/platform/auth/permissions.ts";
import type { ProjectMember } from "#lib/projects/contract.ts";

/** What every part of the checklist knows: where it is and who is looking. */
export interface ChecklistEnvironment {
  projectId: string;
  /** The reader's id. */
  me: string;
  role: Role;
  archived: boolean;
  /** Whether there is a catalog that an item can differ from; an imported checklist is all one's own. */
  fromCatalog: boolean;
  /** Everybody who can see the project or has left traces in it. */
  people: ReadonlyMap<string, ProjectMember>;
  /** Has the checks of a group run; undefined where the reader may not. */
  onRunChecks: ((groupId: string) => void) | undefined;
}

export const ChecklistEnvironmentContext = createContext<ChecklistEnvironment | null>(null);

/** The environment of the checklist around the component. */
export function useEnvironment(): ChecklistEnvironment {
  const environment = useContext(ChecklistEnvironmentContext);
  if (!environment) throw new Error("There is no checklist around this component.");
  return environment;
}

/** What the reader may do here. The server decides; this only hides. */
export function useRights() {
  const { role, archived, me } = useEnvironment();
  const plan = !archived && can(role, "items.plan");
  return {
    claim: !archived && can(role, "items.claim") !== false,
    /** Assignee, due date, bulk changes. */
    plan: (item: Pick<Item, "assigneeId">) =>
      plan === true || (plan === "own" && (item.assigneeId === null || item.assigneeId === me)),
    planAny: plan !== false,
    edit: !archived && can(role, "items.edit") !== false,
    comment: !archived && can(role, "comments.write") !== false,
    /** Comments of others. */
    moderate: !archived && can(role, "items.edit") !== false,
    evidence: !archived && can(role, "evidence.write") !== false,
  };
}
