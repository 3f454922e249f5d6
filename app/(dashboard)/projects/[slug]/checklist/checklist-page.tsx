"use client";

import dynamic from "next/dynamic";

import { Checklist } from "#components/checklist/checklist.tsx";
import { useConnectionLost, useProjectFeed } from "#components/projects/use-project-events.tsx";
import { useProject, useProjectMembers } from "#components/projects/use-project.ts";

const SubjectHistory = dynamic(
  async () => (await import("#components/audit/subject-history.tsx")).SubjectHistory,
  { ssr: false },
);

interface ChecklistPageProps {
  slug: string;
  /** The reader's id. */
  me: string;
}

/** Joins the checklist with its project: people, the stream of changes, the audit log's history. */
export function ChecklistPage({ slug, me }: ChecklistPageProps) {
  const project = useProject(slug).data;
  const members = useProjectMembers(slug);
  const feed = useProjectFeed();
  const lost = useConnectionLost();
  if (!project) return null;
  return (
    <Checklist
      key={project.id}
      project={project}
      me={me}
      members={members}
      follow={feed.follow}
      offline={lost}
      history={(item) => <SubjectHistory projectId={project.id} subjectId={item.id} />}
    />
  );
}
