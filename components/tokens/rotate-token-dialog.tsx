"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { Select } from "#components/ui/select.tsx";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import type { Token } from "#lib/tokens/contract.ts";
import { lifetimeEnd, lifetimes, type Lifetime } from "./lifetimes.ts";
import { TokenSecret } from "./token-secret.tsx";
import { useRotateToken } from "./use-tokens.ts";

interface RotateTokenDialogProps {
  token: Token;
  onClose: () => void;
}

/** Replaces a token by a new one, which is shown once. */
export function RotateTokenDialog({ token, onClose }: RotateTokenDialogProps) {
  const t = useTranslations("tokens");
  const errorText = useErrorText();
  const rotate = useRotateToken();
  const [days, setDays] = useState<Lifetime>("90");
  const secret = rotate.data?.secret;

  function replace(): void {
    rotate.mutate({ tokenId: token.id, expiresAt: lifetimeEnd(days) });
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={secret ? t("created.title") : t("rotate.title", { name: token.name })}
      description={secret ? t("created.text") : t("rotate.text")}
      closeLabel={t("close")}
      footer={
        secret ? (
          <Button variant="primary" onClick={onClose}>
            {t("created.done")}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{t("cancel")}</Button>
            <Button variant="primary" onClick={replace} pending={rotate.isPending}>
              {t("rotate.confirm")}
            </Button>
          </>
        )
      }
    >
      {secret ? (
        <TokenSecret secret={secret} />
      ) : (
        <div className="flex flex-col gap-4">
          <Field label={t("lifetime")}>
            <Select
              value={days}
              onValueChange={setDays}
              items={lifetimes.map((value) => ({
                value,
                label: t("days", { count: Number(value) }),
              }))}
            />
          </Field>
          <FormAlert>{rotate.error && errorText(rotate.error)}</FormAlert>
        </div>
      )}
    </Dialog>
  );
}
