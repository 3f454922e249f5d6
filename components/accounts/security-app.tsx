"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { showToast } from "#components/ui/toast.tsx";
import type { SecondFactor } from "#lib/accounts/factors-contract.ts";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import { SecurityRow } from "./security-row.tsx";
import { TotpSetup } from "./totp-setup.tsx";
import { useRemoveTotp, useStartTotp } from "./use-factors.ts";

interface SecurityAppProps {
  totp: SecondFactor["totp"];
  /** Those that came with turning it on, to be shown once. */
  onRecoveryCodes: (codes: string[] | null) => void;
}

/** The authenticator app: on since when or off, and the other of the two. */
export function SecurityApp({ totp, onRecoveryCodes }: SecurityAppProps) {
  const t = useTranslations("factors");
  const format = useFormatter();
  const errorText = useErrorText();
  const start = useStartTotp();
  const remove = useRemoveTotp();
  const [leaving, setLeaving] = useState(false);
  const onError = (error: Error) => showToast({ title: errorText(error), tone: "fail" });

  function finish(codes: string[] | null): void {
    start.reset();
    showToast({ title: t("app.turnedOn"), tone: "done" });
    onRecoveryCodes(codes);
  }

  function turnOff(): void {
    // Before the question who asks, which is a dialog, too.
    setLeaving(false);
    remove.mutate(undefined, {
      onSuccess: () => showToast({ title: t("app.turnedOff"), tone: "done" }),
      onError,
    });
  }

  return (
    <>
      <SecurityRow
        title={t("app.title")}
        state={
          totp
            ? t("app.on", { date: format.dateTime(new Date(totp.confirmedAt), "short") })
            : t("app.off")
        }
        action={
          totp ? (
            <Button pending={remove.isPending} onClick={() => setLeaving(true)}>
              {t("app.turnOff")}
            </Button>
          ) : (
            <Button pending={start.isPending} onClick={() => start.mutate(undefined, { onError })}>
              {t("app.setUp")}
            </Button>
          )
        }
      />
      <Dialog
        open={start.isSuccess}
        onOpenChange={() => start.reset()}
        title={t("app.setUp")}
        closeLabel={t("cancel")}
      >
        {start.data && <TotpSetup enrolment={start.data} onDone={finish} />}
      </Dialog>
      <ConfirmDialog
        open={leaving}
        onOpenChange={setLeaving}
        title={t("app.turnOffTitle")}
        description={t("app.turnOffText")}
        confirmLabel={t("app.turnOff")}
        cancelLabel={t("cancel")}
        onConfirm={turnOff}
      />
    </>
  );
}
