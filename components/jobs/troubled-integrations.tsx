import Link from "next/link";
import { useTranslations } from "next-intl";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { TroubledIntegration } from "#lib/jobs/contract.ts";
import { unknownReasons } from "#lib/integrations/choices.ts";

/** Integrations that are not asked at the moment, or whose last run failed, with the reason. */
export function TroubledIntegrations({ integrations }: { integrations: TroubledIntegration[] }) {
  const t = useTranslations("jobs");
  if (integrations.length === 0) return <p className="text-muted">{t("integrationsFine")}</p>;
  return (
    <ul className="divide-y divide-line border-y border-line">
      {integrations.map((integration) => (
        <Troubled key={integration.id} integration={integration} />
      ))}
    </ul>
  );
}

function Troubled({ integration }: { integration: TroubledIntegration }) {
  const t = useTranslations("jobs");
  const reasons = useTranslations("integrations.reasons");
  const { name, project, provider, failures, failure, failureDetail } = integration;
  const reason = unknownReasons.find((each) => each === failure);
  return (
    <li className="flex flex-col gap-0.5 py-2.5">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <Link
          href={`/projects/${project.slug}/settings/integrations`}
          className="font-medium underline-offset-2 hover:underline"
        >
          {name}
        </Link>
        <span className="text-sm text-muted">
          {project.name} · <span className="font-mono">{provider}</span>
        </span>
      </p>
      {reason && <p className="text-sm">{reasons(reason)}</p>}
      {failureDetail && <p className="font-mono text-xs break-words text-muted">{failureDetail}</p>}
      <p className="flex flex-wrap gap-x-3 text-sm text-muted">
        {failures > 0 && <span>{t("failures", { count: failures })}</span>}
        <RestsUntil integration={integration} />
        <LastAnswer at={integration.succeededAt} />
      </p>
    </li>
  );
}

function RestsUntil({ integration: { openUntil, retryAt } }: { integration: TroubledIntegration }) {
  const t = useTranslations("jobs");
  const time = (value: string) => ({ time: () => <RelativeTime value={value} /> });
  if (openUntil) return <span>{t.rich("resting", time(openUntil))}</span>;
  return retryAt ? <span>{t.rich("told", time(retryAt))}</span> : null;
}

function LastAnswer({ at }: { at: string | null }) {
  const t = useTranslations("jobs");
  if (!at) return <span>{t("never")}</span>;
  return <span>{t.rich("since", { time: () => <RelativeTime value={at} /> })}</span>;
}
