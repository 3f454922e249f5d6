"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import { CodeForm } from "./code-form.tsx";
import { PasskeySecondFactor } from "./passkey-proof.tsx";
import { secondFactorQuery, useGiveSecondFactor } from "./use-second-factor.ts";

interface VerifyFormProps {
  onDone: () => void;
}

/** The second step of signing in: whatever second factor the person has. */
export function VerifyForm({ onDone }: VerifyFormProps) {
  const t = useTranslations("factors");
  const errorText = useErrorText();
  const { data, error } = useQuery(secondFactorQuery());
  const give = useGiveSecondFactor();
  if (error) return <FormAlert>{errorText(error)}</FormAlert>;
  if (!data) return <Skeleton className="h-44 w-full" />;
  return (
    <div className="flex flex-col gap-4">
      {data.passkeys > 0 && <PasskeySecondFactor onDone={onDone} />}
      <CodeForm
        app={data.totp !== null}
        error={give.error}
        pending={give.isPending || give.isSuccess}
        submitLabel={t("verify.submit")}
        onSubmit={(given) => give.mutate(given, { onSuccess: onDone })}
      />
    </div>
  );
}
