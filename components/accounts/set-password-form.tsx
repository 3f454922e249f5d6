"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { Form, SubmitButton, textOf } from "#components/ui/form.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PasswordInput } from "#components/ui/password-input.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { inspectPasswordLink, redeemPasswordLink } from "#lib/api-client/account-operations.ts";
import { MIN_PASSWORD_LENGTH } from "#lib/platform/auth/password-length.ts";
import { ApiError } from "#lib/api-client/api-error.ts";
import { callApi } from "#lib/api-client/call.ts";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import { afterSignIn, goTo } from "./go-to.ts";
import { useFragment } from "./use-fragment.ts";

/** For whom the link in the address is, and a password for them. */
export function SetPasswordForm() {
  const t = useTranslations("accounts");
  const secret = useFragment();
  const errorText = useErrorText();
  const link = useQuery({
    queryKey: ["accounts", "password-link", secret],
    queryFn: () => callApi(inspectPasswordLink, { body: { secret: secret ?? "" } }),
    enabled: Boolean(secret),
    staleTime: Infinity,
  });
  if (secret === "" || link.isError) {
    return (
      <ErrorState
        title={secret === "" ? t("setPassword.incomplete") : errorText(link.error)}
        action={<LinkButton href="/login">{t("setPassword.toSignIn")}</LinkButton>}
      />
    );
  }
  if (!link.data || !secret) return <Skeleton className="h-56 w-full" />;
  return <PasswordForm secret={secret} link={link.data} />;
}

interface PasswordFormProps {
  secret: string;
  link: { name: string; email: string; organization: string; expiresAt: string };
}

function PasswordForm({ secret, link }: PasswordFormProps) {
  const t = useTranslations("accounts");
  const format = useFormatter();
  const errorText = useErrorText();
  const save = useMutation({
    mutationFn: (password: string) => callApi(redeemPasswordLink, { body: { secret, password } }),
    onSuccess: ({ status }) => goTo(afterSignIn(status, "/")),
  });
  const refused = save.error instanceof ApiError ? save.error : null;

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    save.mutate(textOf(event.currentTarget, "password"));
  }

  return (
    <Form failure={save.error} onSubmit={submit} className="flex flex-col gap-4">
      <p className="text-muted">
        {t("setPassword.for", { name: link.name, organization: link.organization })}
      </p>
      <Field label={t("email")} name="email">
        <input
          readOnly
          autoComplete="username"
          value={link.email}
          aria-label={t("email")}
          className="w-full bg-transparent py-1 outline-none"
        />
      </Field>
      <Field
        label={t("newPassword")}
        hint={t("passwordHint", { min: MIN_PASSWORD_LENGTH })}
        name="password"
        error={refused?.field("password")}
      >
        <PasswordInput
          autoComplete="new-password"
          autoFocus
          showLabel={t("showPassword")}
          hideLabel={t("hidePassword")}
        />
      </Field>
      <FormAlert>{save.error && !refused?.problem.errors && errorText(save.error)}</FormAlert>
      <SubmitButton variant="primary" size="lg" pending={save.isPending || save.isSuccess}>
        {t("setPassword.submit")}
      </SubmitButton>
      <p className="text-sm text-muted">
        {t("setPassword.until", { date: format.dateTime(new Date(link.expiresAt), "short") })}
      </p>
    </Form>
  );
}
