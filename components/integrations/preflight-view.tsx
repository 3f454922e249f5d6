"use client";

import { useLocale, useTranslations } from "next-intl";
import { StateMark, type MarkState } from "#components/ui/state-mark.tsx";
import { titleIn, TitleText } from "#components/ui/title-text.tsx";
import { checkReadiness, type CheckReadiness, type ProviderId } from "#lib/integrations/choices.ts";
import type { PreflightCheck, PreflightItem } from "#lib/integrations/connect-contract.ts";
import { groupItems } from "./preflight-groups.ts";
import { useWords } from "./use-words.ts";

const marks: Record<CheckReadiness, MarkState> = {
  ready: "done",
  unsure: "unknown",
  undeclared: "stale",
  blocked: "fail",
  unavailable: "idle",
};

interface PreflightViewProps {
  provider: ProviderId;
  items: readonly PreflightItem[];
}

/** Which items an integration will verify, and why it cannot verify the others. */
export function PreflightView({ provider, items }: PreflightViewProps) {
  const t = useTranslations("integrations");
  if (items.length === 0) return <p className="text-muted">{t("preflight.none")}</p>;
  const groups = groupItems(items);
  return (
    <div className="flex flex-col gap-5">
      {checkReadiness.map((readiness) => {
        const group = groups.get(readiness);
        if (!group) return null;
        return (
          <section key={readiness} aria-label={t(`readiness.${readiness}`)}>
            <h4 className="flex items-center gap-2 text-sm font-semibold">
              <StateMark state={marks[readiness]} className="size-3.5" />
              {t(`readiness.${readiness}`)}
              <span className="figures font-normal text-muted">{group.length}</span>
            </h4>
            <ul className="mt-1 divide-y divide-line border-y border-line">
              {group.map((item) => (
                <PreflightRow key={item.id} provider={provider} item={item} />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function PreflightRow({ provider, item }: { provider: ProviderId; item: PreflightItem }) {
  const locale = useLocale();
  return (
    <li className="grid gap-x-6 gap-y-1 py-2 md:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
      <p className="flex gap-2">
        <span className="w-20 shrink-0 font-mono text-sm leading-5.5 text-muted">{item.code}</span>
        <span className="min-w-0">
          <TitleText text={titleIn(item, locale)} />
        </span>
      </p>
      <ul className="flex flex-col gap-1.5 text-sm">
        {item.checks.map((check) => (
          <CheckLine key={check.name} provider={provider} check={check} />
        ))}
      </ul>
    </li>
  );
}

function CheckLine({ provider, check }: { provider: ProviderId; check: PreflightCheck }) {
  const t = useTranslations("integrations");
  const words = useWords(provider);
  const { readiness, permissions, plan, settings, config } = check;
  const missing = permissions.map(words.permission).join(", ");
  const unplanned = plan.map(words.permission).join(", ");
  const empty = [...config.map(words.field), ...settings.map(words.setting)].join(", ");
  return (
    <li className="flex items-start gap-2">
      <StateMark
        state={marks[readiness]}
        label={t(`readiness.${readiness}`)}
        className="mt-1 size-3"
      />
      <span className="min-w-0">
        <code className="font-mono text-xs break-all" title={check.signal}>
          {check.name}
        </code>
        {readiness === "blocked" && missing && (
          <span className="block text-fail">{t("preflight.needs", { names: missing })}</span>
        )}
        {unplanned && (
          <span className="block text-fail">{t("preflight.plan", { names: unplanned })}</span>
        )}
        {readiness === "unsure" && (
          <span className="block text-muted">{t("preflight.unsure", { names: missing })}</span>
        )}
        {empty && (
          <span className="block text-muted">{t("preflight.settings", { names: empty })}</span>
        )}
      </span>
    </li>
  );
}
