"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { SubmitButton } from "#components/ui/form.tsx";
import { TokenDialog } from "./token-dialog.tsx";
import { TokenForm, type TokenCreation } from "./token-form.tsx";

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

  function change(next: boolean): void {
    if (!next) create.reset();
    onOpenChange(next);
  }

  return (
    <TokenDialog
      open={open}
      onOpenChange={change}
      secret={create.data?.secret}
      title={title}
      confirm={
        <SubmitButton form={formId} variant="primary" pending={create.isPending}>
          {t("create")}
        </SubmitButton>
      }
    >
      <TokenForm id={formId} create={create} />
    </TokenDialog>
  );
}
