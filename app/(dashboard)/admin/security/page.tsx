import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PageBody, PageHeader } from "#components/frame/page-header.tsx";
import { policyKeys } from "#components/policy/keys.ts";
import { PolicyForm } from "#components/policy/policy-form.tsx";
import { requirePageContext } from "#lib/platform/auth/page-context.ts";
import { can } from "#lib/platform/auth/permissions.ts";
import { getPolicy } from "#lib/policy/queries.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("policy");
  return { title: t("title") };
}

export default async function SecurityPage() {
  const ctx = await requirePageContext("/admin/security");
  if (!can(ctx.organizationRole, "policy.manage")) notFound();
  const t = await getTranslations("policy");
  const client = new QueryClient();
  await client.prefetchQuery({ queryKey: policyKeys.policy(), queryFn: () => getPolicy(ctx) });
  return (
    <PageBody width="narrow">
      <PageHeader title={t("title")} description={t("about")} />
      <HydrationBoundary state={dehydrate(client)}>
        <PolicyForm />
      </HydrationBoundary>
    </PageBody>
  );
}
