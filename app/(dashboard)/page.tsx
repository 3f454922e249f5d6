import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { checklistKeys } from "#components/checklist/keys.ts";
import { PageBody, PageHeader } from "#components/frame/page-header.tsx";
import { listMyItems } from "#lib/checklist/queries.ts";
import { requirePageContext } from "#lib/platform/auth/page-context.ts";
import { MyWork } from "./my-work.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("checklist.mine");
  return { title: t("title") };
}

export default async function HomePage() {
  const ctx = await requirePageContext("/");
  const t = await getTranslations("checklist.mine");
  const client = new QueryClient();
  await client.prefetchInfiniteQuery({
    queryKey: checklistKeys.mine,
    queryFn: async () => (await listMyItems(ctx, { limit: 100 })).parse(),
    initialPageParam: null,
  });
  return (
    <PageBody width="narrow">
      <PageHeader title={t("title")} description={t("about")} />
      <HydrationBoundary state={dehydrate(client)}>
        <MyWork />
      </HydrationBoundary>
    </PageBody>
  );
}
