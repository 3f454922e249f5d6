import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { accountKeys } from "#components/accounts/keys.ts";
import { PasswordForm } from "#components/accounts/password-form.tsx";
import { ProfileForm } from "#components/accounts/profile-form.tsx";
import { SecuritySection } from "#components/accounts/security-section.tsx";
import { SessionList } from "#components/accounts/session-list.tsx";
import { PageBody, PageHeader } from "#components/frame/page-header.tsx";
import { tokenKeys } from "#components/tokens/keys.ts";
import { TokenList } from "#components/tokens/token-list.tsx";
import { getMe, listSessions } from "#lib/accounts/queries.ts";
import { readSecondFactor } from "#lib/accounts/read-second-factor.ts";
import { requirePageContext } from "#lib/platform/auth/page-context.ts";
import { listTokens } from "#lib/tokens/queries.ts";
import { Preferences } from "./preferences.tsx";
import { Section } from "./section.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("accounts");
  return { title: t("account") };
}

export default async function AccountPage() {
  const ctx = await requirePageContext("/account");
  const t = await getTranslations("accounts");
  const factors = await getTranslations("factors");
  const client = new QueryClient();
  await Promise.all([
    client.prefetchQuery({ queryKey: accountKeys.me(), queryFn: () => getMe(ctx) }),
    client.prefetchQuery({
      queryKey: accountKeys.secondFactor(),
      queryFn: () => readSecondFactor(ctx),
    }),
    client.prefetchQuery({ queryKey: accountKeys.sessions(), queryFn: () => listSessions(ctx) }),
    client.prefetchQuery({ queryKey: tokenKeys.list(), queryFn: () => listTokens(ctx) }),
  ]);
  return (
    <PageBody width="narrow">
      <PageHeader title={t("account")} />
      <HydrationBoundary state={dehydrate(client)}>
        <Section id="profile" title={t("profile.title")} description={t("profile.about")}>
          <ProfileForm />
        </Section>
        <Section id="appearance" title={t("appearance.title")} description={t("appearance.about")}>
          <Preferences />
        </Section>
        <Section id="password" title={t("password")} description={t("changePassword.about")}>
          <PasswordForm />
        </Section>
        <Section
          id="security"
          title={factors("security.title")}
          description={factors("security.about")}
        >
          <SecuritySection />
        </Section>
        <Section id="sessions" title={t("sessions.title")} description={t("sessions.about")}>
          <SessionList />
        </Section>
        <Section id="tokens" title={t("tokens.title")} description={t("tokens.about")}>
          <TokenList />
        </Section>
      </HydrationBoundary>
    </PageBody>
  );
}
