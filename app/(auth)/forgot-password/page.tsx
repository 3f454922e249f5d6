import type { Metadata } from "next";
import Link from "next/link";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { ForgotPasswordForm } from "#components/accounts/forgot-password-form.tsx";
import { AuthFrame } from "#components/frame/auth-frame.tsx";
import { mailIsOn } from "#lib/mails/queries.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("people.forgot");
  return { title: t("title") };
}

export default async function ForgotPasswordPage() {
  // A build knows no mail server.
  await connection();
  const t = await getTranslations("people.forgot");
  return (
    <AuthFrame
      title={t("title")}
      footer={
        <Link href="/login" className="underline underline-offset-4 hover:text-ink">
          {t("back")}
        </Link>
      }
    >
      {mailIsOn() ? <ForgotPasswordForm /> : <p>{t("off")}</p>}
    </AuthFrame>
  );
}
