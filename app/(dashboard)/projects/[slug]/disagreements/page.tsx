import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

import { checkKeys } from "#components/checks/keys.ts";
import { projectKeys } from "#components/projects/keys.ts";
import { listDisagreements } from "#lib/checks/disagreements.ts";
import { requirePageContext } from "#lib/platform/auth/page-context.ts";
import { orNotFound } from "#lib/platform/http/or-not-found.ts";
import { findProject, listProjectMembers } from "#lib/projects/queries.ts";

import { DisagreementsPage } from "./disagreements-page.tsx";

const FIRST_PAGE = 100;

interface PageProps {
  params: Promise<{ slug: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("checks.disagreements");
  return { title: t("title") };
}

/** Where claims and verdicts of a project disagree. */
export default async function Page({ params }: PageProps) {
  const slug = decodeURIComponent((await params).slug);
  const ctx = await requirePageContext(`/projects/${encodeURIComponent(slug)}/disagreements`);
  const project = await orNotFound(findProject(ctx, slug));
  const projectId = project.id;
  const client = new QueryClient();
  await Promise.all([
    client.prefetchInfiniteQuery({
      queryKey: checkKeys.disagreements(projectId),
      queryFn: () => listDisagreements(ctx, { projectId, limit: FIRST_PAGE }),
      initialPageParam: null as string | null,
    }),
    client.prefetchQuery({
      queryKey: projectKeys.members(slug),
      queryFn: () => listProjectMembers(ctx, { projectId }),
    }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <DisagreementsPage slug={slug} />
    </HydrationBoundary>
  );
}
