import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageBody, PageHeader } from "#components/frame/page-header.tsx";
import { Portfolio } from "#components/projects/portfolio.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { requirePageContext } from "#lib/platform/auth/page-context.ts";
import { can } from "#lib/platform/auth/permissions.ts";
import { prefetchProjects } from "../prefetch-projects.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("projects");
  return { title: t("title") };
}

export default async function ProjectsPage() {
  const ctx = await requirePageContext("/projects");
  const t = await getTranslations("projects");
  const client = new QueryClient();
  await prefetchProjects(ctx, client);
  const mayCreate = can(ctx.organizationRole, "projects.create") !== false;
  return (
    <PageBody>
      <PageHeader
        title={t("title")}
        actions={
          mayCreate && (
            <LinkButton href="/projects/new" variant="primary">
              {t("new")}
            </LinkButton>
          )
        }
      />
      <HydrationBoundary state={dehydrate(client)}>
        <Portfolio mayCreate={mayCreate} />
      </HydrationBoundary>
    </PageBody>
  );
}
