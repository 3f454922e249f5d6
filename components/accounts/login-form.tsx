"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { Field } from "#components/ui/field.tsx";
import { Form, SubmitButton, textOf } from "#components/ui/form.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { Input } from "#components/ui/input.tsx";
import { PasswordInput } from "#components/ui/password-input.tsx";
import { ApiError } from "#lib/api-client/api-error.ts";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import { afterSignIn, goTo } from "./go-to.ts";
import { useSignIn } from "./use-session.ts";

interface LoginFormProps {
  /** Where to go afterwards: a path of this site. */
  next: string;
}

/** Sign-in with e-mail and password. */
export function LoginForm({ next }: LoginFormProps) {
  const t = useTranslations("accounts");
  const errorText = useErrorText();
  const signIn = useSignIn();
  const refused = signIn.error instanceof ApiError ? signIn.error : null;

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = event.currentTarget;
    signIn.mutate(
      { email: textOf(form, "email"), password: textOf(form, "password") },
      { onSuccess: ({ status }) => goTo(afterSignIn(status, next)) },
    );
  }

  return (
    <Form failure={signIn.error} onSubmit={submit} className="flex flex-col gap-4">
      <Field label={t("email")} name="email" error={refused?.field("email")}>
        <Input type="email" autoComplete="username" autoFocus inputMode="email" />
      </Field>
      <Field label={t("password")} name="password" error={refused?.field("password")}>
        <PasswordInput
          autoComplete="current-password"
          showLabel={t("showPassword")}
          hideLabel={t("hidePassword")}
        />
      </Field>
      <FormAlert>{signIn.error && !refused?.problem.errors && errorText(signIn.error)}</FormAlert>
      <SubmitButton variant="primary" size="lg" pending={signIn.isPending || signIn.isSuccess}>
        {t("signIn")}
      </SubmitButton>
    </Form>
  );
}
