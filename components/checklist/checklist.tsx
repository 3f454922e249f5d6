"use client";

import { useMemo, useState, type ReactNode } from "react";

import type { Item } from "#lib/checklist/contract.ts";
import type { Role } from "#lib/platform/auth/permissions.ts";
import type { ProjectMember } from "#lib/projects/contract.ts";
import { ChecklistStore, ChecklistStoreContext } from "./checklist-store.ts";
import { ChecklistView } from "./checklist-view.tsx";
import { ChecklistEnvironmentContext, type ChecklistEnvironment } from "./environment.ts";
import { UndoStack } from "./undo.ts";
import type { FollowProject } from "./use-checklist-events.ts";
import { UndoContext } from "./use-undo.ts";

export interface ChecklistProps {
  project: {
    id: string;
    startAt: string;
    archivedAt: string | null;
    catalogVersion: number | null;
    role: Role;
  };
  /** The reader's id. */
  me: string;
  members: readonly ProjectMember[];
  follow: FollowProject;
  /** Whether changes of others do not arrive at present. */
  offline: boolean;
  /** Has the checks of a group run; absent where the reader may not. */
  onRunChecks?: ((groupId: string) => void) | undefined;
  /** How the verdict of an item comes about, for its panel. */
  verification?: ((item: Item) => ReactNode) | undefined;
  /** The history of an item, for its panel. */
  history?: ((item: Item) => ReactNode) | undefined;
}

/** The working surface of a project: its whole checklist, filters, bulk changes, the item's panel. */
export function Checklist({ project, me, members, onRunChecks, ...view }: ChecklistProps) {
  const [store] = useState(() => new ChecklistStore());
  const [undo] = useState(() => new UndoStack());
  const { id, role, archivedAt, catalogVersion, startAt } = project;
  const environment = useMemo<ChecklistEnvironment>(
    () => ({
      projectId: id,
      me,
      role,
      archived: archivedAt !== null,
      fromCatalog: catalogVersion !== null,
      people: new Map(members.map((member) => [member.userId, member])),
      onRunChecks,
    }),
    [id, me, role, archivedAt, catalogVersion, members, onRunChecks],
  );
  return (
    <ChecklistEnvironmentContext value={environment}>
      <ChecklistStoreContext value={store}>
        <UndoContext value={undo}>
          <ChecklistView startAt={startAt} verification={undefined} history={undefined} {...view} />
        </UndoContext>
      </ChecklistStoreContext>
    </ChecklistEnvironmentContext>
  );
}
