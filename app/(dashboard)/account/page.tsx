import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { accountKeys } from "#components/accounts/keys.ts";
import { EmailSection } from "#components/accounts/email-section.tsx";
import { OwnDataSection } from "#components/accounts/own-data-section.tsx";
import { PasswordForm } from "#components/accounts/password-form.tsx";
import { ProfileForm } from "#components/accounts/profile-form.tsx";
import { SecuritySection } from "#components/accounts/security-section.tsx";
import { SessionList } from "#components/accounts/session-list.tsx";
import { PageBody, PageHeader } from "#components/frame/page-header.tsx";
import { IdentityList } from "#components/sso/identity-list.tsx";
import { ssoKeys } from "#components/sso/keys.ts";
import { tokenKeys } from "#components/tokens/keys.ts";
import { TokenList } from "#components/tokens/token-list.tsx";
import { getEmailChange } from "#lib/accounts/email-change.ts";
import { getMe, listSessions } from "#lib/accounts/queries.ts";
import { readSecondFactor } from "#lib/accounts/read-second-factor.ts";
import { requirePageContext } from "#lib/platform/auth/page-context.ts";
import { listIdentities } from "#lib/sso/queries.ts";
import { listTokens } from "#lib/tokens/queries.ts";
import { Preferences } from "./preferences.tsx";
import { Section } from "./section.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("accounts");
  return { title: t("account") };
}

interface AccountPageProps {
  searchParams: Promise<{ error?: string | string[] }>;
}

export default async function AccountPage({ searchParams }: AccountPageProps) {
  const ctx = await requirePageContext("/account");
  const { error } = await searchParams;
  const t = await getTranslations("accounts");
  const factors = await getTranslations("factors");
  const sso = await getTranslations("sso");
  const identities = await listIdentities(ctx);
  const hasSso = identities.identities.length + identities.linkable.length > 0;
  const people = await getTranslations("people");
  const client = new QueryClient();
  client.setQueryData(ssoKeys.identities(), identities);
  await Promise.all([
    client.prefetchQuery({ queryKey: accountKeys.me(), queryFn: () => getMe(ctx) }),
    client.prefetchQuery({
      queryKey: accountKeys.secondFactor(),
      queryFn: () => readSecondFactor(ctx),
    }),
    client.prefetchQuery({
      queryKey: accountKeys.emailChange(),
      queryFn: () => getEmailChange(ctx),
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
        <Section id="email" title={people("email.title")} description={people("email.about")}>
          <EmailSection />
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
        {hasSso && (
          <Section
            id="identities"
            title={sso("identities.title")}
            description={sso("identities.about")}
          >
            <IdentityList failure={typeof error === "string" ? error : undefined} />
          </Section>
        )}
        <Section id="sessions" title={t("sessions.title")} description={t("sessions.about")}>
          <SessionList />
        </Section>
        <Section id="tokens" title={t("tokens.title")} description={t("tokens.about")}>
          <TokenList />
        </Section>
        <Section id="data" title={people("data.title")} description={people("data.about")}>
          <OwnDataSection />
        </Section>
      </HydrationBoundary>
    </PageBody>
  );
}
