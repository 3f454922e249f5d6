import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageBody } from "#components/frame/page-header.tsx";
import { integrationsHref } from "#components/integrations/links.ts";
import { projectKeys } from "#components/projects/keys.ts";
import { ProjectSettings } from "#components/projects/project-settings.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { listMembers } from "#lib/members/queries.ts";
import { requirePageContext } from "#lib/platform/auth/page-context.ts";
import { getProject, listProjectMembers } from "#lib/projects/queries.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("projects");
  return { title: t("settings.title") };
}

export default async function SettingsPage({ params }: { params: Promise<{ slug: string }> }) {
  const slug = decodeURIComponent((await params).slug);
  const ctx = await requirePageContext(`/projects/${slug}/settings`);
  const t = await getTranslations("projects");
  const integrations = await getTranslations("integrations");
  const client = new QueryClient();
  const input = { projectId: slug };
  await Promise.all([
    client.prefetchQuery({
      queryKey: projectKeys.detail(slug),
      queryFn: () => getProject(ctx, input),
    }),
    client.prefetchQuery({
      queryKey: projectKeys.members(slug),
      queryFn: () => listProjectMembers(ctx, input),
    }),
    client.prefetchQuery({ queryKey: projectKeys.candidates, queryFn: () => listMembers(ctx) }),
  ]);
  return (
    <PageBody width="narrow">
      <h1 className="sr-only">{t("settings.title")}</h1>
      <HydrationBoundary state={dehydrate(client)}>
        <ProjectSettings
          reference={slug}
          integrations={
            <LinkButton href={integrationsHref(slug)}>{integrations("open")}</LinkButton>
          }
        />
      </HydrationBoundary>
    </PageBody>
  );
}
