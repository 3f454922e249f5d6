"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { endpointUrl } from "#lib/api-client/call.ts";
import { exportMyData } from "#lib/api-client/people-operations.ts";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import { SecurityRow } from "./security-row.tsx";
import { meQuery } from "./use-account.ts";
import { useGo } from "./use-person.ts";

/** What is stored about one, and the ways out. */
export function OwnDataSection() {
  const t = useTranslations("people.data");
  const errorText = useErrorText();
  const { organization } = useSuspenseQuery(meQuery()).data;
  const [way, setWay] = useState<"leave" | "delete" | null>(null);
  const go = useGo();
  const shown = way ?? "leave";

  function close(): void {
    go.reset();
    setWay(null);
  }

  return (
    <div className="divide-y divide-line border-y border-line">
      <SecurityRow
        title={t("export")}
        state={t("exportHint")}
        action={
          <a href={endpointUrl(exportMyData)} download className={buttonStyle("secondary", "md")}>
            {t("export")}
          </a>
        }
      />
      <SecurityRow
        title={t("leave")}
        state={t("leaveHint", { organization: organization.name })}
        action={<Button onClick={() => setWay("leave")}>{t("leave")}</Button>}
      />
      <SecurityRow
        title={t("delete")}
        state={t("deleteHint")}
        action={
          <Button variant="danger" onClick={() => setWay("delete")}>
            {t("delete")}
          </Button>
        }
      />
      <ConfirmDialog
        open={way !== null}
        onOpenChange={close}
        title={t(`${shown}Title`, { organization: organization.name })}
        description={t(`${shown}Text`)}
        confirmLabel={t(`${shown}Confirm`)}
        cancelLabel={t("cancel")}
        pending={go.isPending || go.isSuccess}
        onConfirm={() => go.mutate(shown)}
      >
        <FormAlert>{go.error && errorText(go.error)}</FormAlert>
      </ConfirmDialog>
    </div>
  );
}
