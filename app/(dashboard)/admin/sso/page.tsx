import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PageBody, PageHeader } from "#components/frame/page-header.tsx";
import { ssoKeys } from "#components/sso/keys.ts";
import { ProviderList } from "#components/sso/provider-list.tsx";
import { requirePageContext } from "#lib/platform/auth/page-context.ts";
import { can } from "#lib/platform/auth/permissions.ts";
import { listIdentityProviders } from "#lib/sso/queries.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("sso");
  return { title: t("title") };
}

export default async function SsoPage() {
  const ctx = await requirePageContext("/admin/sso");
  if (!can(ctx.organizationRole, "sso.manage")) notFound();
  const t = await getTranslations("sso");
  const client = new QueryClient();
  await client.prefetchQuery({
    queryKey: ssoKeys.providers(),
    queryFn: () => listIdentityProviders(ctx),
  });
  return (
    <PageBody width="narrow">
      <PageHeader title={t("title")} description={t("about")} />
      <HydrationBoundary state={dehydrate(client)}>
        <ProviderList />
      </HydrationBoundary>
    </PageBody>
  );
}
