"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Form, SubmitButton, textOf } from "#components/ui/form.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { PasswordInput } from "#components/ui/password-input.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { ApiError } from "#lib/api-client/api-error.ts";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import { CodeForm } from "./code-form.tsx";
import { PasskeyStepUp } from "./passkey-proof.tsx";
import { secondFactorQuery, useStepUp } from "./use-second-factor.ts";
import { useSignOut } from "./use-session.ts";

interface StepUpFormProps {
  onDone: () => void;
}

/** A fresh proof: a second factor where there is one, else the password. */
export function StepUpForm({ onDone }: StepUpFormProps) {
  const t = useTranslations("factors");
  const errorText = useErrorText();
  const signOut = useSignOut();
  const { data, error } = useQuery({ ...secondFactorQuery(), staleTime: 0 });
  const stepUp = useStepUp();
  if (error) return <FormAlert>{errorText(error)}</FormAlert>;
  if (!data) return <Skeleton className="h-44 w-full" />;
  if (data.totp || data.passkeys > 0) {
    return (
      <div className="flex flex-col gap-4">
        {data.passkeys > 0 && <PasskeyStepUp onDone={onDone} />}
        <CodeForm
          app={data.totp !== null}
          error={stepUp.error}
          pending={stepUp.isPending}
          submitLabel={t("stepUp.submit")}
          onSubmit={(given) => stepUp.mutate(given, { onSuccess: onDone })}
        />
      </div>
    );
  }
  if (data.hasPassword) return <PasswordProof onDone={onDone} />;
  return (
    <div className="flex flex-col gap-4">
      <p>{t("stepUp.signInAgain")}</p>
      <Button variant="primary" size="lg" onClick={() => void signOut()}>
        {t("stepUp.toSignIn")}
      </Button>
    </div>
  );
}

function PasswordProof({ onDone }: StepUpFormProps) {
  const t = useTranslations("factors");
  const account = useTranslations("accounts");
  const errorText = useErrorText();
  const stepUp = useStepUp();
  const refused = stepUp.error instanceof ApiError ? stepUp.error : null;

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    // React passes the event on to forms around the dialog, although it is not inside them in the page.
    event.stopPropagation();
    stepUp.mutate({ password: textOf(event.currentTarget, "password") }, { onSuccess: onDone });
  }

  return (
    <Form failure={stepUp.error} onSubmit={submit} className="flex flex-col gap-4">
      <Field label={account("password")} name="password" error={refused?.field("password")}>
        <PasswordInput
          autoComplete="current-password"
          autoFocus
          showLabel={account("showPassword")}
          hideLabel={account("hidePassword")}
        />
      </Field>
      <FormAlert>{stepUp.error && !refused?.problem.errors && errorText(stepUp.error)}</FormAlert>
      <SubmitButton variant="primary" size="lg" pending={stepUp.isPending}>
        {t("stepUp.submit")}
      </SubmitButton>
    </Form>
  );
}
