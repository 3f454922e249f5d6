import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SetPasswordForm } from "#components/accounts/set-password-form.tsx";
import { AuthFrame } from "#components/frame/auth-frame.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("accounts");
  return { title: t("setPassword.title") };
}

/** The link's secret is in the fragment: no server, log or Referer gets to see it. */
export default async function SetPasswordPage() {
  const t = await getTranslations("accounts");
  return (
    <AuthFrame title={t("setPassword.title")}>
      <SetPasswordForm />
    </AuthFrame>
  );
}
