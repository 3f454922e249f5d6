"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Form, SubmitButton, textOf } from "#components/ui/form.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { Input } from "#components/ui/input.tsx";
import type { TotpEnrolment } from "#lib/accounts/factors-contract.ts";
import { ApiError } from "#lib/api-client/api-error.ts";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import { QrCode } from "./qr-code.tsx";
import { useConfirmTotp } from "./use-factors.ts";

interface TotpSetupProps {
  enrolment: TotpEnrolment;
  /** `recoveryCodes`: those that came with a first second factor, to be shown once. */
  onDone: (recoveryCodes: string[] | null) => void;
}

/** Shows an authenticator app's secret, as QR code and to type, and asks for its first code. */
export function TotpSetup({ enrolment, onDone }: TotpSetupProps) {
  const t = useTranslations("factors");
  const errorText = useErrorText();
  const confirm = useConfirmTotp();
  const refused = confirm.error instanceof ApiError ? confirm.error : null;
  const { secret, uri, startedAt } = enrolment;

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    confirm.mutate(
      { startedAt, code: textOf(event.currentTarget, "code") },
      { onSuccess: ({ recoveryCodes }) => onDone(recoveryCodes) },
    );
  }

  if (!secret || !uri) return null;
  return (
    <div className="flex flex-col gap-4">
      <p>{t("app.scan")}</p>
      <div className="flex flex-col items-start gap-4 sm:flex-row">
        <QrCode text={uri} label={t("app.qr")} />
        <div className="min-w-0 flex-1">
          <p id="totp-key" className="text-sm font-medium">
            {t("app.key")}
          </p>
          <div className="mt-1 flex items-start gap-2">
            <code aria-labelledby="totp-key" className="min-w-0 font-mono text-sm break-words">
              {secret.replace(/(.{4})(?=.)/g, "$1 ")}
            </code>
            <CopyButton text={secret} label={t("app.copyKey")} copiedLabel={t("copied")} />
          </div>
          <p className="mt-2 text-xs text-muted">{t("app.keyHint")}</p>
        </div>
      </div>
      <Form failure={confirm.error} onSubmit={submit} className="flex flex-col gap-4">
        <Field
          label={t("code")}
          hint={t("app.codeHint")}
          name="code"
          error={refused?.field("code")}
        >
          <Input mono autoComplete="one-time-code" inputMode="numeric" maxLength={9} />
        </Field>
        <FormAlert>
          {confirm.error && !refused?.problem.errors && errorText(confirm.error)}
        </FormAlert>
        <SubmitButton variant="primary" pending={confirm.isPending} className="self-start">
          {t("app.confirm")}
        </SubmitButton>
      </Form>
    </div>
  );
}
