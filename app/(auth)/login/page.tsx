import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { LoginForm } from "#components/accounts/login-form.tsx";
import { PasskeySignIn } from "#components/accounts/passkey-proof.tsx";
import { AuthFrame } from "#components/frame/auth-frame.tsx";
import { isSetUp } from "#lib/organizations/queries.ts";
import { findPageContext } from "#lib/platform/auth/page-context.ts";
import { safePath } from "#lib/platform/http/safe-path.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("accounts");
  return { title: t("signIn") };
}

interface LoginPageProps {
  searchParams: Promise<{ next?: string | string[] }>;
}

export default async function LoginPage({ searchParams }: LoginPageProps) {
  const next = safePath((await searchParams).next);
  if (!(await isSetUp())) redirect("/setup");
  if (await findPageContext()) redirect(next);
  const t = await getTranslations("accounts");
  return (
    <AuthFrame title={t("signIn")} footer={t("forgot")}>
      <div className="flex flex-col gap-4">
        <LoginForm next={next} />
        <PasskeySignIn next={next} />
      </div>
    </AuthFrame>
  );
}
