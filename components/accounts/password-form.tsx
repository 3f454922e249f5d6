"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import type { z } from "zod";
import { Field } from "#components/ui/field.tsx";
import { Form, SubmitButton, textOf } from "#components/ui/form.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { PasswordInput } from "#components/ui/password-input.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { changePassword } from "#lib/api-client/account-operations.ts";
import {
  MIN_PASSWORD_LENGTH,
  MIN_PASSWORD_LENGTH_WITH_FACTOR,
} from "#lib/platform/auth/password-length.ts";
import type { changePasswordEndpoint } from "#lib/accounts/contract.ts";
import { ApiError } from "#lib/api-client/api-error.ts";
import { callApi } from "#lib/api-client/call.ts";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import { accountKeys } from "./keys.ts";
import { secondFactorQuery } from "./use-second-factor.ts";

/** Changes one's own password. */
export function PasswordForm() {
  const t = useTranslations("accounts");
  const client = useQueryClient();
  const errorText = useErrorText();
  const { data: factors } = useSuspenseQuery(secondFactorQuery());
  const guarded = factors.totp !== null || factors.passkeys > 0;
  const min = guarded ? MIN_PASSWORD_LENGTH_WITH_FACTOR : MIN_PASSWORD_LENGTH;
  const change = useMutation({
    mutationFn: (body: z.input<typeof changePasswordEndpoint.body>) =>
      callApi(changePassword, { body }),
    onSuccess: async () => {
      showToast({ title: t("changePassword.done"), tone: "done" });
      await client.invalidateQueries({ queryKey: accountKeys.sessions() });
    },
  });
  const refused = change.error instanceof ApiError ? change.error : null;

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = event.currentTarget;
    change.mutate(
      {
        currentPassword: textOf(form, "currentPassword"),
        newPassword: textOf(form, "newPassword"),
      },
      { onSuccess: () => form.reset() },
    );
  }

  const eye = { showLabel: t("showPassword"), hideLabel: t("hidePassword") };
  return (
    <Form failure={change.error} onSubmit={submit} className="flex max-w-md flex-col gap-4">
      <Field
        label={t("changePassword.current")}
        name="currentPassword"
        error={refused?.field("currentPassword")}
      >
        <PasswordInput autoComplete="current-password" {...eye} />
      </Field>
      <Field
        label={t("newPassword")}
        hint={t("passwordHint", { min })}
        name="newPassword"
        error={refused?.field("newPassword")}
      >
        <PasswordInput autoComplete="new-password" {...eye} />
      </Field>
      <FormAlert>{change.error && !refused?.problem.errors && errorText(change.error)}</FormAlert>
      <SubmitButton pending={change.isPending} className="self-start">
        {t("changePassword.submit")}
      </SubmitButton>
    </Form>
  );
}
