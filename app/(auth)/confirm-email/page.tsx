import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ConfirmEmailForm } from "#components/accounts/confirm-email-form.tsx";
import { AuthFrame } from "#components/frame/auth-frame.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("people.confirm");
  return { title: t("title") };
}

/** The link's secret is in the fragment: no server, log or Referer gets to see it. */
export default async function ConfirmEmailPage() {
  const t = await getTranslations("people.confirm");
  return (
    <AuthFrame title={t("title")}>
      <ConfirmEmailForm />
    </AuthFrame>
  );
}
