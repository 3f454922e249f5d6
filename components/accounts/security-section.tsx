"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import { PasskeyList } from "./passkey-list.tsx";
import { RecoveryCodeList } from "./recovery-code-list.tsx";
import { SecurityApp } from "./security-app.tsx";
import { SecurityRow } from "./security-row.tsx";
import { useCreateRecoveryCodes } from "./use-factors.ts";
import { secondFactorQuery } from "./use-second-factor.ts";

/** One's second factors: what is on, and the way to change each. */
export function SecuritySection() {
  const t = useTranslations("factors");
  const { data } = useSuspenseQuery(secondFactorQuery());
  const [codes, setCodes] = useState<string[] | null>(null);
  const guarded = data.totp !== null || data.passkeys > 0;
  return (
    <div className="flex flex-col gap-4">
      <div className="divide-y divide-line border-y border-line">
        <SecurityApp totp={data.totp} onRecoveryCodes={setCodes} />
        {guarded && <RecoveryCodesRow left={data.recoveryCodes} onNew={setCodes} />}
      </div>
      <PasskeyList onRecoveryCodes={setCodes} />
      <Dialog
        open={codes !== null}
        onOpenChange={() => setCodes(null)}
        title={t("codes.title")}
        closeLabel={t("close")}
        footer={
          <Button variant="primary" onClick={() => setCodes(null)}>
            {t("codes.kept")}
          </Button>
        }
      >
        {codes && <RecoveryCodeList codes={codes} />}
      </Dialog>
    </div>
  );
}

interface RecoveryCodesRowProps {
  left: number;
  onNew: (codes: string[] | null) => void;
}

function RecoveryCodesRow({ left, onNew }: RecoveryCodesRowProps) {
  const t = useTranslations("factors");
  const errorText = useErrorText();
  const create = useCreateRecoveryCodes();
  return (
    <SecurityRow
      title={t("codes.title")}
      state={t("codes.left", { count: left })}
      action={
        <Button
          pending={create.isPending}
          onClick={() =>
            create.mutate(undefined, {
              onSuccess: ({ recoveryCodes }) => onNew(recoveryCodes),
              onError: (error) => showToast({ title: errorText(error), tone: "fail" }),
            })
          }
        >
          {t("codes.new")}
        </Button>
      }
    />
  );
}
