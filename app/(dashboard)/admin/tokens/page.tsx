import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PageBody, PageHeader } from "#components/frame/page-header.tsx";
import { tokenKeys } from "#components/tokens/keys.ts";
import { OrganizationTokens } from "#components/tokens/organization-tokens.tsx";
import { ServiceAccounts } from "#components/tokens/service-accounts.tsx";
import { requirePageContext } from "#lib/platform/auth/page-context.ts";
import { can } from "#lib/platform/auth/permissions.ts";
import { listOrganizationTokens, listServiceAccounts } from "#lib/tokens/queries.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("tokens");
  return { title: t("organization.title") };
}

export default async function TokensPage() {
  const ctx = await requirePageContext("/admin/tokens");
  if (!can(ctx.organizationRole, "tokens.manage")) notFound();
  const t = await getTranslations("tokens");
  const client = new QueryClient();
  await Promise.all([
    client.prefetchQuery({
      queryKey: tokenKeys.organization(),
      queryFn: () => listOrganizationTokens(ctx),
    }),
    client.prefetchQuery({
      queryKey: tokenKeys.serviceAccounts(),
      queryFn: () => listServiceAccounts(ctx),
    }),
  ]);
  return (
    <PageBody width="narrow">
      <PageHeader title={t("organization.title")} description={t("organization.about")} />
      <HydrationBoundary state={dehydrate(client)}>
        <OrganizationTokens />
        <section aria-labelledby="service-accounts" className="mt-10 flex flex-col gap-3">
          <h2 id="service-accounts" className="text-lg font-semibold">
            {t("organization.accounts")}
          </h2>
          <p className="text-muted">{t("organization.accountsAbout")}</p>
          <ServiceAccounts />
        </section>
      </HydrationBoundary>
    </PageBody>
  );
}
