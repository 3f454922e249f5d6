"use client";

import { Play } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import Link from "next/link";

import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import type { ItemChecks as Data } from "#lib/checks/contract.ts";
import { CheckEntry } from "./check-entry.tsx";
import { MissingWays } from "./missing-ways.tsx";
import { useItemChecks } from "./use-item-checks.ts";

interface ItemChecksProps {
  project: { id: string; slug: string };
  itemId: string;
  /** Whether the reader may have checks run; the server decides, this only hides. */
  mayRun: boolean;
  /** Whether the reader may connect services and change settings. */
  manages: boolean;
  /** What a person of the project is called. */
  nameOf: (userId: string) => string | undefined;
}

/** How an item's verdict comes about: each check with what it has read, and what else could verify it. */
export function ItemChecks({ project, itemId, mayRun, manages, nameOf }: ItemChecksProps) {
  const t = useTranslations("checks");
  const common = useTranslations("common");
  const errorText = useErrorText();
  const { data, error, refetch, running, starting, run } = useItemChecks({
    ...{ projectId: project.id, itemId },
  });
  const busy = starting || running.size > 0;
  return (
    <section aria-labelledby="item-checks" className="border-t border-line pt-4">
      <div className="mb-2 flex min-h-(--control-small) items-center gap-2">
        <h3 id="item-checks" className="font-semibold">
          {t("title")}
        </h3>
        <span role="status" className="text-xs text-muted">
          {busy && t("run.underWay", { count: running.size })}
        </span>
        {mayRun && data && data.checks.length > 0 && (
          <Button size="sm" className="ml-auto" aria-busy={busy} onClick={() => !busy && run()}>
            <Play aria-hidden className="size-3.5" />
            {t("run.now")}
          </Button>
        )}
      </div>
      {error && !data && (
        <ErrorState
          title={errorText(error)}
          action={<Button onClick={() => void refetch()}>{t("retry")}</Button>}
        />
      )}
      {!data && !error && (
        <div role="status" aria-label={common("loading")}>
          <Skeleton className="h-20 w-full" />
        </div>
      )}
      {data && (
        <>
          {data.kept && <Kept kept={data.kept} nameOf={nameOf} />}
          {data.checks.length > 0 && (
            <ul className="divide-y divide-line">
              {data.checks.map((check) => (
                <CheckEntry
                  key={check.id}
                  project={project}
                  check={check}
                  running={running.has(check.id)}
                />
              ))}
            </ul>
          )}
          <MissingWays slug={project.slug} missing={data.missing} manages={manages} />
          {data.checks.length === 0 && data.missing.length === 0 && (
            <p className="text-sm text-muted">{t("none")}</p>
          )}
        </>
      )}
      <p className="mt-2 text-xs text-muted">
        <Link
          href={`/projects/${encodeURIComponent(project.slug)}/disagreements`}
          className="rounded-sm underline underline-offset-4 hover:text-ink"
        >
          {t("disagreements.open")}
        </Link>
      </p>
    </section>
  );
}

function Kept({
  kept,
  nameOf,
}: {
  kept: NonNullable<Data["kept"]>;
  nameOf: ItemChecksProps["nameOf"];
}) {
  const t = useTranslations("checks");
  const format = useFormatter();
  const who = (kept.by && nameOf(kept.by)) ?? t("someone");
  const day = format.dateTime(new Date(kept.until), "day");
  return (
    <p className="mb-2 rounded-md bg-accent-soft px-2.5 py-1.5 text-sm break-words">
      {t("kept", { who, day })} <span className="text-muted">{kept.reason}</span>
    </p>
  );
}
