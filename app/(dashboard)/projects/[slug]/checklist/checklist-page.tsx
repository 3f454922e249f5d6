"use client";

import dynamic from "next/dynamic";
import { useCallback } from "react";

import { useRunChecks } from "#components/checks/use-run-checks.ts";
import { Checklist } from "#components/checklist/checklist.tsx";
import { useConnectionLost, useProjectFeed } from "#components/projects/use-project-events.tsx";
import { useProject, useProjectMembers } from "#components/projects/use-project.ts";
import { can, type Permission } from "#lib/platform/auth/permissions.ts";

const SubjectHistory = dynamic(
  async () => (await import("#components/audit/subject-history.tsx")).SubjectHistory,
  { ssr: false },
);

const ItemChecks = dynamic(
  async () => (await import("#components/checks/item-checks.tsx")).ItemChecks,
  { ssr: false },
);

interface ChecklistPageProps {
  slug: string;
  /** The reader's id. */
  me: string;
}

/** Joins the checklist with its project: people, the stream of changes, the audit log's history, its checks. */
export function ChecklistPage({ slug, me }: ChecklistPageProps) {
  const project = useProject(slug).data;
  const members = useProjectMembers(slug);
  const feed = useProjectFeed();
  const lost = useConnectionLost();
  const { mutate } = useRunChecks(project?.id ?? "");
  const runGroup = useCallback((groupId: string) => mutate({ groupId }), [mutate]);
  if (!project) return null;
  const may = (permission: Permission): boolean =>
    project.archivedAt === null && can(project.role, permission) !== false;
  return (
    <Checklist
      key={project.id}
      project={project}
      me={me}
      members={members}
      follow={feed.follow}
      offline={lost}
      onRunChecks={may("checks.run") ? runGroup : undefined}
      verification={(item) => (
        <ItemChecks
          key={item.id}
          project={project}
          itemId={item.id}
          mayRun={may("checks.run")}
          manages={may("integrations.manage")}
          nameOf={(userId) => members.find((member) => member.userId === userId)?.name}
        />
      )}
      history={(item) => <SubjectHistory projectId={project.id} subjectId={item.id} />}
    />
  );
}
