import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PageBody, PageHeader } from "#components/frame/page-header.tsx";
import { Directory } from "#components/scim/directory.tsx";
import { scimKeys } from "#components/scim/keys.ts";
import { requirePageContext } from "#lib/platform/auth/page-context.ts";
import { can } from "#lib/platform/auth/permissions.ts";
import { getDirectory } from "#lib/scim/queries.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("scim");
  return { title: t("title") };
}

export default async function ScimPage() {
  const ctx = await requirePageContext("/admin/scim");
  if (!can(ctx.organizationRole, "scim.manage")) notFound();
  const t = await getTranslations("scim");
  const client = new QueryClient();
  await client.prefetchQuery({ queryKey: scimKeys.directory(), queryFn: () => getDirectory(ctx) });
  return (
    <PageBody width="narrow">
      <PageHeader title={t("title")} description={t("about")} />
      <HydrationBoundary state={dehydrate(client)}>
        <Directory />
      </HydrationBoundary>
    </PageBody>
  );
}
