import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

import { PageBody } from "#components/frame/page-header.tsx";
import { widgetKeys } from "#components/widgets/keys.ts";
import { requirePageContext } from "#lib/platform/auth/page-context.ts";
import { orNotFound } from "#lib/platform/http/or-not-found.ts";
import { findProject } from "#lib/projects/queries.ts";
import { DEFAULT_RANGE, widgetRanges } from "#lib/widgets/choices.ts";
import { readLivePage } from "#lib/widgets/queries.ts";

import { LivePage } from "./live-page.tsx";

interface PageProps {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ range?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("widgets");
  return { title: t("title") };
}

/** What the running service says; read from our own database, nobody outside is asked. */
export default async function Page({ params, searchParams }: PageProps) {
  const slug = decodeURIComponent((await params).slug);
  const ctx = await requirePageContext(`/projects/${encodeURIComponent(slug)}/live`);
  const project = await orNotFound(findProject(ctx, slug));
  const asked = (await searchParams).range;
  const range = widgetRanges.find((each) => each === asked) ?? DEFAULT_RANGE;
  const client = new QueryClient();
  await client.prefetchQuery({
    queryKey: widgetKeys.page(project.id, range),
    queryFn: () => readLivePage(ctx, { projectId: project.id, range, overview: false }),
  });
  return (
    <PageBody>
      <HydrationBoundary state={dehydrate(client)}>
        <LivePage slug={slug} />
      </HydrationBoundary>
    </PageBody>
  );
}
