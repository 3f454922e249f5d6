"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { Field } from "#components/ui/field.tsx";
import { Form, SubmitButton, textOf } from "#components/ui/form.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { Input } from "#components/ui/input.tsx";
import { ApiError } from "#lib/api-client/api-error.ts";
import { callApi } from "#lib/api-client/call.ts";
import { requestPasswordReset } from "#lib/api-client/people-operations.ts";
import { useErrorText } from "#lib/api-client/use-error-text.ts";

/** Asks for the address that a link for a new password is to go to. */
export function ForgotPasswordForm() {
  const t = useTranslations("people.forgot");
  const errorText = useErrorText();
  const ask = useMutation({
    mutationFn: (email: string) => callApi(requestPasswordReset, { body: { email } }),
  });
  const refused = ask.error instanceof ApiError ? ask.error : null;

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    ask.mutate(textOf(event.currentTarget, "email"));
  }

  if (ask.isSuccess) {
    return (
      <div role="status" className="flex flex-col gap-2">
        <p>{t("sent")}</p>
        <p className="text-muted">{t("notArrived")}</p>
      </div>
    );
  }
  return (
    <Form failure={ask.error} onSubmit={submit} className="flex flex-col gap-4">
      <p className="text-muted">{t("about")}</p>
      <Field label={t("email")} name="email" error={refused?.field("email")}>
        <Input type="email" autoComplete="username" autoFocus inputMode="email" />
      </Field>
      <FormAlert>{ask.error && !refused?.problem.errors && errorText(ask.error)}</FormAlert>
      <SubmitButton variant="primary" size="lg" pending={ask.isPending}>
        {t("submit")}
      </SubmitButton>
    </Form>
  );
}
