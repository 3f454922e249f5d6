"use client";

import { useTranslations } from "next-intl";
import { useState, type FormEvent } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Form, SubmitButton, textOf } from "#components/ui/form.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { Input } from "#components/ui/input.tsx";
import { ApiError } from "#lib/api-client/api-error.ts";
import { useErrorText } from "#lib/api-client/use-error-text.ts";

export type GivenCode = { code: string } | { recoveryCode: string };

interface CodeFormProps {
  /** Whether there is an authenticator app; without, only recovery codes are asked for. */
  app: boolean;
  error: Error | null;
  pending: boolean;
  submitLabel: string;
  onSubmit: (given: GivenCode) => void;
}

/** Asks for a code of the authenticator app, or for a recovery code in its place. */
export function CodeForm({ app, error, pending, submitLabel, onSubmit }: CodeFormProps) {
  const t = useTranslations("factors");
  const errorText = useErrorText();
  const [recovery, setRecovery] = useState(!app);
  const refused = error instanceof ApiError ? error : null;

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    // React passes the event on to forms around a dialog, although it is not inside them in the page.
    event.stopPropagation();
    const form = event.currentTarget;
    onSubmit(
      recovery ? { recoveryCode: textOf(form, "recoveryCode") } : { code: textOf(form, "code") },
    );
  }

  return (
    <Form failure={error} onSubmit={submit} className="flex flex-col gap-4">
      {recovery ? (
        <Field
          key="recovery"
          label={t("recoveryCode")}
          hint={t("recoveryCodeHint")}
          name="recoveryCode"
          error={refused?.field("recoveryCode")}
        >
          <Input mono autoFocus autoComplete="off" autoCapitalize="none" spellCheck={false} />
        </Field>
      ) : (
        <Field
          key="code"
          label={t("code")}
          hint={t("codeHint")}
          name="code"
          error={refused?.field("code")}
        >
          <Input mono autoFocus autoComplete="one-time-code" inputMode="numeric" maxLength={9} />
        </Field>
      )}
      <FormAlert>{error && !refused?.problem.errors && errorText(error)}</FormAlert>
      <SubmitButton variant="primary" size="lg" pending={pending}>
        {submitLabel}
      </SubmitButton>
      {app && (
        <Button variant="ghost" onClick={() => setRecovery(!recovery)}>
          {recovery ? t("useCode") : t("useRecoveryCode")}
        </Button>
      )}
    </Form>
  );
}
