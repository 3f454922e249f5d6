"use client";

import { useTranslations } from "next-intl";
import { StateMark } from "#components/ui/state-mark.tsx";
import type { ProviderId } from "#lib/integrations/choices.ts";
import type { IntegrationTest } from "#lib/integrations/connect-contract.ts";
import { bestOf } from "./preflight-groups.ts";
import { PreflightView } from "./preflight-view.tsx";

/** Clocks that are closer than this agree. */
const NOTABLE_SKEW_SECONDS = 30;

/** How a test went, what to do where it failed, and how much could be verified. */
export function TestOutcome({ test }: { test: IntegrationTest }) {
  const t = useTranslations("integrations");
  const { reason, account, skewSeconds, items } = test;
  const ready = items.filter((item) => bestOf(item) === "ready").length;
  return (
    <div className="flex max-w-3xl items-start gap-2.5 rounded-md border border-line-strong bg-sunken px-3 py-2.5">
      <StateMark state={reason ? "fail" : "done"} className="mt-0.5 size-4" />
      <div className="min-w-0">
        <p className="font-medium break-words">
          {reason ? t("result.failed") : account ? t("result.okAs", { account }) : t("result.ok")}
        </p>
        {reason && <p className="mt-0.5 max-w-[72ch]">{t(`reasons.${reason}`)}</p>}
        {test.detail && (
          <p className="mt-1 text-sm text-muted">
            {t("result.answer")} <code className="font-mono text-xs break-all">{test.detail}</code>
          </p>
        )}
        {!reason && items.length > 0 && (
          <p className="mt-0.5">{t("preflight.summary", { ready, total: items.length })}</p>
        )}
        {skewSeconds !== null && Math.abs(skewSeconds) >= NOTABLE_SKEW_SECONDS && (
          <p className="mt-0.5 text-sm text-muted">
            {t("result.skew", { seconds: Math.abs(skewSeconds) })}
          </p>
        )}
      </div>
    </div>
  );
}

interface TestPreflightProps {
  provider: ProviderId;
  test: IntegrationTest;
}

/** Which items could be verified after a test that went well. */
export function TestPreflight({ provider, test }: TestPreflightProps) {
  const t = useTranslations("integrations");
  if (test.reason) return null;
  return (
    <section aria-labelledby="test-preflight" className="flex flex-col gap-3">
      <h3 id="test-preflight" className="font-semibold">
        {t("preflight.title")}
      </h3>
      <PreflightView provider={provider} items={test.items} />
    </section>
  );
}
