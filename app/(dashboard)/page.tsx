import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { checklistKeys } from "#components/checklist/keys.ts";
import { PageBody, PageHeader } from "#components/frame/page-header.tsx";
import { listMyItems } from "#lib/checklist/queries.ts";
import { requirePageContext } from "#lib/platform/auth/page-context.ts";
import { can } from "#lib/platform/auth/permissions.ts";
import { MyWork } from "./my-work.tsx";
import { prefetchProjects } from "./prefetch-projects.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("checklist.mine");
  return { title: t("title") };
}

export default async function HomePage() {
  const ctx = await requirePageContext("/");
  const t = await getTranslations("checklist.mine");
  const client = new QueryClient();
  const mine = (await listMyItems(ctx, { limit: 100 })).parse();
  const nothing = mine.items.length === 0;
  client.setQueryData(checklistKeys.mine, { pages: [mine], pageParams: [null] });
  if (nothing) await prefetchProjects(ctx, client);
  return (
    <PageBody width={nothing ? "full" : "narrow"}>
      <PageHeader title={t("title")} description={t("about")} />
      <HydrationBoundary state={dehydrate(client)}>
        <MyWork mayCreate={can(ctx.organizationRole, "projects.create") !== false} />
      </HydrationBoundary>
    </PageBody>
  );
}
