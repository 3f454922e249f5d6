"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { SubmitButton } from "#components/ui/form.tsx";
import { TokenForm, type TokenCreation } from "./token-form.tsx";
import { TokenSecret } from "./token-secret.tsx";

interface NewTokenDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  create: TokenCreation;
}

/** Asks what a token is for, then shows it once. */
export function NewTokenDialog({ open, onOpenChange, title, create }: NewTokenDialogProps) {
  const t = useTranslations("tokens");
  const formId = useId();
  const secret = create.data?.secret;

  function change(next: boolean): void {
    if (!next) create.reset();
    onOpenChange(next);
  }

  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title={secret ? t("created.title") : title}
      description={secret ? t("created.text") : undefined}
      closeLabel={t("close")}
      footer={
        secret ? (
          <Button variant="primary" onClick={() => change(false)}>
            {t("created.done")}
          </Button>
        ) : (
          <>
            <Button onClick={() => change(false)}>{t("cancel")}</Button>
            <SubmitButton form={formId} variant="primary" pending={create.isPending}>
              {t("create")}
            </SubmitButton>
          </>
        )
      }
    >
      {secret ? <TokenSecret secret={secret} /> : <TokenForm id={formId} create={create} />}
    </Dialog>
  );
}
