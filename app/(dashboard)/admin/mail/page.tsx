import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PageBody, PageHeader } from "#components/frame/page-header.tsx";
import { mailKeys } from "#components/mails/keys.ts";
import { MailList } from "#components/mails/mail-list.tsx";
import { listMails } from "#lib/mails/queries.ts";
import { requirePageContext } from "#lib/platform/auth/page-context.ts";
import { can } from "#lib/platform/auth/permissions.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("mails");
  return { title: t("title") };
}

export default async function MailPage() {
  const ctx = await requirePageContext("/admin/mail");
  if (!can(ctx.organizationRole, "members.manage")) notFound();
  const t = await getTranslations("mails");
  const client = new QueryClient();
  await client.prefetchInfiniteQuery({
    queryKey: mailKeys.list(null),
    queryFn: () => listMails(ctx, { limit: 50 }),
    initialPageParam: null,
  });
  return (
    <PageBody width="narrow">
      <PageHeader title={t("title")} description={t("about")} />
      <HydrationBoundary state={dehydrate(client)}>
        <MailList />
      </HydrationBoundary>
    </PageBody>
  );
}
