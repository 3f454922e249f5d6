import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { LoginForm } from "#components/accounts/login-form.tsx";
import { PasskeySignIn } from "#components/accounts/passkey-proof.tsx";
import { AuthFrame } from "#components/frame/auth-frame.tsx";
import { SignInProviders } from "#components/sso/sign-in-providers.tsx";
import { SsoFailure } from "#components/sso/sso-failure.tsx";
import { isSetUp } from "#lib/organizations/queries.ts";
import { findPageContext } from "#lib/platform/auth/page-context.ts";
import { safePath } from "#lib/platform/http/safe-path.ts";
import { listSignInProviders } from "#lib/sso/queries.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("accounts");
  return { title: t("signIn") };
}

interface LoginPageProps {
  searchParams: Promise<{ next?: string | string[]; error?: string | string[] }>;
}

export default async function LoginPage({ searchParams }: LoginPageProps) {
  const { next: wanted, error } = await searchParams;
  const next = safePath(wanted);
  if (!(await isSetUp())) redirect("/setup");
  if (await findPageContext()) redirect(next);
  const t = await getTranslations("accounts");
  const { providers } = await listSignInProviders();
  return (
    <AuthFrame
      title={t("signIn")}
      footer={
        <Link href="/forgot-password" className="underline underline-offset-4 hover:text-ink">
          {t("forgot")}
        </Link>
      }
    >
      <div className="flex flex-col gap-4">
        <SsoFailure code={typeof error === "string" ? error : undefined} />
        <LoginForm next={next} />
        <SignInProviders providers={providers} next={next} />
        <PasskeySignIn next={next} />
      </div>
    </AuthFrame>
  );
}
