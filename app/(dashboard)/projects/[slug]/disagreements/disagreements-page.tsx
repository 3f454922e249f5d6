"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect } from "react";

import { DisagreementList } from "#components/checks/disagreement-list.tsx";
import { checkKeys } from "#components/checks/keys.ts";
import { RunChecksButton } from "#components/checks/run-checks-button.tsx";
import { PageBody, PageHeader } from "#components/frame/page-header.tsx";
import { useProjectFeed } from "#components/projects/use-project-events.tsx";
import { useProject, useProjectMembers } from "#components/projects/use-project.ts";
import { Badge } from "#components/ui/badge.tsx";
import { can } from "#lib/platform/auth/permissions.ts";
import type { ProjectSummary } from "#lib/projects/contract.ts";

// A list follows a burst of changes, not each of them.
const PAUSE_MS = 300;

/** Joins the list of disagreements with its project: people, the stream of changes. */
export function DisagreementsPage({ slug }: { slug: string }) {
  const project = useProject(slug).data;
  return project ? <Disagreements slug={slug} project={project} /> : null;
}

function Disagreements({ slug, project }: { slug: string; project: ProjectSummary }) {
  const t = useTranslations("checks");
  const { id, role, archivedAt, readiness, revision } = project;
  const members = useProjectMembers(slug);
  const may = (permission: "checks.run" | "disagreements.settle"): boolean =>
    archivedAt === null && can(role, permission) !== false;
  useFreshList(id, revision);
  return (
    <PageBody>
      <PageHeader
        title={t("disagreements.title")}
        description={t("disagreements.about")}
        aside={
          readiness.disagreements > 0 && (
            <Badge>{t("disagreements.count", { count: readiness.disagreements })}</Badge>
          )
        }
        actions={may("checks.run") && <RunChecksButton projectId={id} />}
      />
      <DisagreementList
        project={project}
        maySettle={may("disagreements.settle")}
        nameOf={(userId) => members.find((member) => member.userId === userId)?.name}
      />
    </PageBody>
  );
}

/** Loads the list again when items change. */
function useFreshList(projectId: string, revision: number): void {
  const client = useQueryClient();
  const { follow } = useProjectFeed();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = (): void => {
      timer = undefined;
      void client.invalidateQueries({ queryKey: checkKeys.disagreements(projectId) });
    };
    const stop = follow(
      revision,
      ({ subject }) => {
        if (subject.type === "item") timer ??= setTimeout(refresh, PAUSE_MS);
      },
      refresh,
    );
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [client, follow, projectId, revision]);
}
