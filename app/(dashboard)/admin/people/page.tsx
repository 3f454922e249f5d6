import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PageBody, PageHeader } from "#components/frame/page-header.tsx";
import { memberKeys } from "#components/members/keys.ts";
import { listInvitations } from "#lib/members/invitation-queries.ts";
import { listMembers } from "#lib/members/queries.ts";
import { requirePageContext } from "#lib/platform/auth/page-context.ts";
import { can } from "#lib/platform/auth/permissions.ts";
import { People } from "./people.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("members");
  return { title: t("title") };
}

export default async function PeoplePage() {
  const ctx = await requirePageContext("/admin/people");
  if (!can(ctx.organizationRole, "members.manage")) notFound();
  const t = await getTranslations("members");
  const client = new QueryClient();
  await Promise.all([
    client.prefetchQuery({ queryKey: memberKeys.list(), queryFn: () => listMembers(ctx) }),
    client.prefetchQuery({
      queryKey: memberKeys.invitations(),
      queryFn: () => listInvitations(ctx),
    }),
  ]);
  return (
    <PageBody width="narrow">
      <PageHeader title={t("title")} description={t("about")} />
      <HydrationBoundary state={dehydrate(client)}>
        <People me={{ userId: ctx.userId, role: ctx.organizationRole }} />
      </HydrationBoundary>
    </PageBody>
  );
}
