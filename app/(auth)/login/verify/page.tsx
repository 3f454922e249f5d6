import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { VerifyStep } from "#components/accounts/verify-step.tsx";
import { AuthFrame } from "#components/frame/auth-frame.tsx";
import { findStagedPageContext } from "#lib/platform/auth/page-context.ts";
import { safePath } from "#lib/platform/http/safe-path.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("factors");
  return { title: t("verify.title") };
}

interface VerifyPageProps {
  searchParams: Promise<{ next?: string | string[] }>;
}

/** The second step of signing in. */
export default async function VerifyPage({ searchParams }: VerifyPageProps) {
  const next = safePath((await searchParams).next);
  const ctx = await findStagedPageContext();
  if (!ctx) redirect(`/login?next=${encodeURIComponent(next)}`);
  if (ctx.stage !== "second_factor") redirect(next);
  const t = await getTranslations("factors");
  return (
    <AuthFrame title={t("verify.title")} description={t("verify.about")}>
      <VerifyStep next={next} />
    </AuthFrame>
  );
}
