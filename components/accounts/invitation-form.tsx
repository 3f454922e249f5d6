"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { Form, SubmitButton, textOf } from "#components/ui/form.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { Input } from "#components/ui/input.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PasswordInput } from "#components/ui/password-input.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { ApiError } from "#lib/api-client/api-error.ts";
import { callApi } from "#lib/api-client/call.ts";
import { acceptInvitation, inspectInvitation } from "#lib/api-client/people-operations.ts";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import type { inspectInvitationEndpoint } from "#lib/members/invitation-contract.ts";
import { MIN_PASSWORD_LENGTH } from "#lib/platform/auth/password-length.ts";
import type { Result } from "#lib/platform/http/endpoint.ts";
import { afterSignIn, goTo } from "./go-to.ts";
import { useFragment } from "./use-fragment.ts";

/** What the link in the address invites to, and the way in. */
export function InvitationForm() {
  const t = useTranslations("invitations.page");
  const secret = useFragment();
  const errorText = useErrorText();
  const invitation = useQuery({
    queryKey: ["accounts", "invitation", secret],
    queryFn: () => callApi(inspectInvitation, { body: { secret: secret ?? "" } }),
    enabled: Boolean(secret),
    staleTime: Infinity,
    retry: false,
  });
  if (secret === "" || invitation.isError) {
    return (
      <ErrorState
        title={secret === "" ? t("incomplete") : errorText(invitation.error)}
        action={<LinkButton href="/login">{t("toSignIn")}</LinkButton>}
      />
    );
  }
  if (!invitation.data || !secret) return <Skeleton className="h-72 w-full" />;
  return <AcceptForm secret={secret} invitation={invitation.data} />;
}

interface AcceptFormProps {
  secret: string;
  invitation: Result<typeof inspectInvitationEndpoint>;
}

function AcceptForm({ secret, invitation }: AcceptFormProps) {
  const t = useTranslations("invitations");
  const account = useTranslations("accounts");
  const format = useFormatter();
  const errorText = useErrorText();
  const { organization, inviter, email, hasAccount } = invitation;
  const accept = useMutation({
    mutationFn: (given: { name?: string; password: string }) =>
      callApi(acceptInvitation, { body: { secret, ...given } }),
    onSuccess: ({ status }) => goTo(afterSignIn(status, "/")),
  });
  const refused = accept.error instanceof ApiError ? accept.error : null;

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = event.currentTarget;
    const name = hasAccount ? {} : { name: textOf(form, "name") };
    accept.mutate({ ...name, password: textOf(form, "password") });
  }

  return (
    <Form failure={accept.error} onSubmit={submit} className="flex flex-col gap-4">
      <p>
        {t("page.for", { inviter, organization })}{" "}
        <span className="text-muted">{t(hasAccount ? "page.hasAccount" : "page.newAccount")}</span>
      </p>
      <Field label={t("email")} name="email" error={refused?.field("email")}>
        <input
          readOnly
          autoComplete="username"
          value={email}
          aria-label={t("email")}
          className="w-full bg-transparent py-1 outline-none"
        />
      </Field>
      {!hasAccount && (
        <Field label={t("name")} name="name" error={refused?.field("name")}>
          <Input autoComplete="name" defaultValue={invitation.name} />
        </Field>
      )}
      <Field
        label={t(hasAccount ? "page.password" : "page.newPassword")}
        hint={hasAccount ? undefined : account("passwordHint", { min: MIN_PASSWORD_LENGTH })}
        name="password"
        error={refused?.field("password")}
      >
        <PasswordInput
          autoComplete={hasAccount ? "current-password" : "new-password"}
          autoFocus
          showLabel={account("showPassword")}
          hideLabel={account("hidePassword")}
        />
      </Field>
      <FormAlert>{accept.error && !refused?.problem.errors && errorText(accept.error)}</FormAlert>
      <SubmitButton variant="primary" size="lg" pending={accept.isPending || accept.isSuccess}>
        {t("page.accept")}
      </SubmitButton>
      <p className="text-sm text-muted">
        {t("page.until", { date: format.dateTime(new Date(invitation.expiresAt), "short") })}
      </p>
    </Form>
  );
}
