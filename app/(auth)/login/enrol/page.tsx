import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { EnrolStep } from "#components/accounts/enrol-step.tsx";
import { AuthFrame } from "#components/frame/auth-frame.tsx";
import { findStagedPageContext } from "#lib/platform/auth/page-context.ts";
import { safePath } from "#lib/platform/http/safe-path.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("factors");
  return { title: t("enrol.title") };
}

interface EnrolPageProps {
  searchParams: Promise<{ next?: string | string[] }>;
}

/** Where people set up the second factor that their organisation asks for. */
export default async function EnrolPage({ searchParams }: EnrolPageProps) {
  const next = safePath((await searchParams).next);
  const ctx = await findStagedPageContext();
  if (!ctx) redirect(`/login?next=${encodeURIComponent(next)}`);
  if (ctx.stage !== "enrolment") redirect(next);
  const t = await getTranslations("factors");
  return (
    <AuthFrame title={t("enrol.title")} description={t("enrol.about")}>
      <EnrolStep next={next} />
    </AuthFrame>
  );
}
