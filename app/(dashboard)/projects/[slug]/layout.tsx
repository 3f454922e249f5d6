import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache, type ReactNode } from "react";

import { projectKeys } from "#components/projects/keys.ts";
import { findPageContext } from "#lib/platform/auth/page-context.ts";
import { NotFoundError } from "#lib/platform/errors.ts";
import { getProject } from "#lib/projects/queries.ts";
import { getProjectOverview } from "#lib/reports/overview.ts";

import { ProjectShell } from "./project-shell.tsx";

interface ProjectLayoutProps {
  params: Promise<{ slug: string }>;
  children: ReactNode;
}

/** The project that a path names, null where there is none; null for nobody signed in. Once per request. */
const findPageProject = cache(async (slug: string) => {
  const ctx = await findPageContext();
  if (!ctx) return null;
  try {
    return { ctx, project: await getProject(ctx, { projectId: slug }) };
  } catch (error) {
    if (error instanceof NotFoundError) return { ctx, project: null };
    throw error;
  }
});

export async function generateMetadata({ params }: ProjectLayoutProps): Promise<Metadata> {
  const found = await findPageProject(decodeURIComponent((await params).slug));
  if (!found) return {};
  if (!found.project) return missingTitle();
  const { name } = found.project;
  return { title: { default: name, template: `%s · ${name}` } };
}

/** Stands whatever the page below is called: a template without a place for that. */
async function missingTitle(): Promise<Metadata> {
  const t = await getTranslations();
  const title = `${t("frame.notFound.title")} · ${t("common.product")}`;
  return { title: { default: title, template: title } };
}

/** The frame of every page of a project: gate, tabs, and the stream of its changes. */
export default async function ProjectLayout({ params, children }: ProjectLayoutProps) {
  const slug = decodeURIComponent((await params).slug);
  const found = await findPageProject(slug);
  // The page itself sends those away who are not signed in.
  if (!found) return children;
  const { ctx, project } = found;
  if (!project) notFound();
  const client = new QueryClient();
  client.setQueryData(projectKeys.detail(slug), project);
  await client.prefetchQuery({
    queryKey: projectKeys.overview(slug),
    queryFn: () => getProjectOverview(ctx, { projectId: project.id }),
  });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ProjectShell slug={slug} project={project}>
        {children}
      </ProjectShell>
    </HydrationBoundary>
  );
}
