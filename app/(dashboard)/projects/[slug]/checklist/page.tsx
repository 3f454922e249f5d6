import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

import { checklistKeys } from "#components/checklist/keys.ts";
import { projectKeys } from "#components/projects/keys.ts";
import { listHeadings, listItems } from "#lib/checklist/queries.ts";
import { requirePageContext } from "#lib/platform/auth/page-context.ts";
import { orNotFound } from "#lib/platform/http/or-not-found.ts";
import { findProject, listProjectMembers } from "#lib/projects/queries.ts";

import { ChecklistPage } from "./checklist-page.tsx";

// The first page of items comes with the document; the browser fetches the rest.
const FIRST_PAGE = 1_000;

interface PageProps {
  params: Promise<{ slug: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("checklist");
  return { title: t("title") };
}

/** The checklist of a project, its items loaded. */
export default async function Page({ params }: PageProps) {
  const slug = decodeURIComponent((await params).slug);
  const ctx = await requirePageContext(`/projects/${encodeURIComponent(slug)}/checklist`);
  const project = await orNotFound(findProject(ctx, slug));
  const projectId = project.id;
  const client = new QueryClient();
  await Promise.all([
    client.prefetchQuery({
      queryKey: checklistKeys.headings(projectId),
      queryFn: () => listHeadings(ctx, { projectId }),
    }),
    client.prefetchInfiniteQuery({
      queryKey: checklistKeys.items(projectId),
      queryFn: async () => (await listItems(ctx, { projectId, limit: FIRST_PAGE })).parse(),
      initialPageParam: null as string | null,
    }),
    client.prefetchQuery({
      queryKey: projectKeys.members(slug),
      queryFn: () => listProjectMembers(ctx, { projectId }),
    }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ChecklistPage slug={slug} me={ctx.userId} />
    </HydrationBoundary>
  );
}
