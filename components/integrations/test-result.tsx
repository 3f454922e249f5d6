"use client";

import { useTranslations } from "next-intl";
import { StateMark } from "#components/ui/state-mark.tsx";
import type { ProviderId } from "#lib/integrations/choices.ts";
import type { IntegrationTest } from "#lib/integrations/connect-contract.ts";
import { PreflightView } from "./preflight-view.tsx";

/** Clocks that are closer than this agree. */
const NOTABLE_SKEW_SECONDS = 30;

interface TestResultProps {
  provider: ProviderId;
  test: IntegrationTest;
}

/** How a test went, what to do where it failed, and which items could be verified. */
export function TestResult({ provider, test }: TestResultProps) {
  const t = useTranslations("integrations");
  const { reason, account, skewSeconds } = test;
  return (
    <div className="flex flex-col gap-5">
      <div className="flex items-start gap-2.5 rounded-md border border-line-strong bg-sunken px-3 py-2.5">
        <StateMark state={reason ? "fail" : "done"} className="mt-0.5 size-4" />
        <div className="min-w-0">
          <p className="font-medium break-words">
            {reason ? t("result.failed") : account ? t("result.okAs", { account }) : t("result.ok")}
          </p>
          {reason && <p className="mt-0.5 max-w-[72ch]">{t(`reasons.${reason}`)}</p>}
          <Words detail={test.detail} />
          {skewSeconds !== null && Math.abs(skewSeconds) >= NOTABLE_SKEW_SECONDS && (
            <p className="mt-0.5 text-sm text-muted">
              {t("result.skew", { seconds: Math.abs(skewSeconds) })}
            </p>
          )}
        </div>
      </div>
      <section className="flex flex-col gap-2">
        <h3 className="font-semibold">{t("preflight.title")}</h3>
        {reason ? (
          <p className="text-muted">{t("preflight.waits")}</p>
        ) : (
          <PreflightView provider={provider} items={test.items} />
        )}
      </section>
    </div>
  );
}

function Words({ detail }: { detail: string | null }) {
  const t = useTranslations("integrations");
  if (!detail) return null;
  return (
    <p className="mt-1 text-sm text-muted">
      {t("result.answer")} <code className="font-mono text-xs break-all">{detail}</code>
    </p>
  );
}
