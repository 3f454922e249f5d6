"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { goTo } from "./go-to.ts";
import { useSignOut } from "./use-session.ts";
import { VerifyForm } from "./verify-form.tsx";

/** The page of the second step; goes on to `next`, a path of this site. */
export function VerifyStep({ next }: { next: string }) {
  const t = useTranslations("factors");
  const signOut = useSignOut();
  return (
    <div className="flex flex-col gap-6">
      <VerifyForm onDone={() => goTo(next)} />
      <div className="border-t border-line pt-4 text-muted">
        <p>{t("verify.lost")}</p>
        <Button variant="ghost" className="mt-2 -ml-2.5" onClick={() => void signOut()}>
          {t("verify.other")}
        </Button>
      </div>
    </div>
  );
}
