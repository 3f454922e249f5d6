"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { FormAlert } from "#components/ui/form-alert.tsx";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import { goTo } from "./go-to.ts";
import { PasskeyEnrolment } from "./passkey-enrolment.tsx";
import { RecoveryCodeList } from "./recovery-code-list.tsx";
import { StepUpDialog } from "./step-up-dialog.tsx";
import { TotpSetup } from "./totp-setup.tsx";
import { useStartTotp } from "./use-factors.ts";
import { useSignOut } from "./use-session.ts";

/** Sets up a first second factor, shows the recovery codes, and goes on to `next`. */
export function EnrolStep({ next }: { next: string }) {
  const t = useTranslations("factors");
  const errorText = useErrorText();
  const signOut = useSignOut();
  const start = useStartTotp();
  const [codes, setCodes] = useState<string[] | null>(null);

  function finish(recoveryCodes: string[] | null): void {
    if (recoveryCodes) setCodes(recoveryCodes);
    else goTo(next);
  }

  if (codes) {
    return (
      <div className="flex flex-col gap-4">
        <h2 className="text-base font-semibold">{t("codes.title")}</h2>
        <RecoveryCodeList codes={codes} />
        <Button variant="primary" size="lg" onClick={() => goTo(next)}>
          {t("codes.kept")}
        </Button>
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-6">
      {start.data ? (
        <TotpSetup key={start.data.startedAt} enrolment={start.data} onDone={finish} />
      ) : (
        <div className="flex flex-col gap-3">
          <Button
            variant="primary"
            size="lg"
            pending={start.isPending}
            onClick={() => start.mutate()}
          >
            {t("app.setUp")}
          </Button>
          <FormAlert>{start.error && errorText(start.error)}</FormAlert>
          <PasskeyEnrolment onDone={finish} />
        </div>
      )}
      <div className="border-t border-line pt-4">
        <Button variant="ghost" className="-ml-2.5" onClick={() => void signOut()}>
          {t("verify.other")}
        </Button>
      </div>
      <StepUpDialog />
    </div>
  );
}
