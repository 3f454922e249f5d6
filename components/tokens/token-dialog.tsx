"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { SecretDialog } from "#components/ui/secret-dialog.tsx";

interface TokenDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The new token; undefined: not made yet. */
  secret: string | null | undefined;
  title: string;
  text?: string;
  /** The button that makes it. */
  confirm: ReactNode;
  children: ReactNode;
}

/** Asks what a token is for, then shows it once, in the words of tokens. */
export function TokenDialog({ title, text, confirm, ...rest }: TokenDialogProps) {
  const t = useTranslations("tokens");
  return (
    <SecretDialog
      closeLabel={t("close")}
      asking={{ title, text, cancelLabel: t("cancel"), confirm }}
      shown={{
        ...{ title: t("created.title"), text: t("created.text"), doneLabel: t("created.done") },
        ...{ copyLabel: t("created.copy"), copiedLabel: t("created.copied") },
      }}
      {...rest}
    />
  );
}
