"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { Select } from "#components/ui/select.tsx";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import type { Token } from "#lib/tokens/contract.ts";
import { lifetimeEnd, lifetimes, type Lifetime } from "./lifetimes.ts";
import { TokenDialog } from "./token-dialog.tsx";
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

  function replace(): void {
    rotate.mutate({ tokenId: token.id, expiresAt: lifetimeEnd(days) });
  }

  return (
    <TokenDialog
      open
      onOpenChange={onClose}
      secret={rotate.data?.secret}
      title={t("rotate.title", { name: token.name })}
      text={t("rotate.text")}
      confirm={
        <Button variant="primary" onClick={replace} pending={rotate.isPending}>
          {t("rotate.confirm")}
        </Button>
      }
    >
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
    </TokenDialog>
  );
}
