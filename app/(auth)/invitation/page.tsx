import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { InvitationForm } from "#components/accounts/invitation-form.tsx";
import { AuthFrame } from "#components/frame/auth-frame.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("invitations.page");
  return { title: t("title") };
}

/** The link's secret is in the fragment: no server, log or Referer gets to see it. */
export default async function InvitationPage() {
  const t = await getTranslations("invitations.page");
  return (
    <AuthFrame title={t("title")}>
      <InvitationForm />
    </AuthFrame>
  );
}
