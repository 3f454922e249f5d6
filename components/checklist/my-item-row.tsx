"use client";

import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { ClaimMark } from "#components/ui/claim-mark.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import { titleIn, TitleText } from "#components/ui/title-text.tsx";
import { useCurrentTime } from "#components/ui/use-current-time.ts";
import type { listMyItemsEndpoint } from "#lib/checklist/contract.ts";
import { hasExpired } from "#lib/checklist/standing.ts";
import type { Result } from "#lib/platform/http/endpoint.ts";
import type { DueGroup } from "./due-groups.ts";
import { toggled } from "./use-set-claim.ts";

export type MyItem = Result<typeof listMyItemsEndpoint>["items"][number];

interface MyItemRowProps {
  item: MyItem;
  group: DueGroup;
  onToggle: (button: HTMLButtonElement) => void;
}

/** An item of any project: checked off with a click on its mark, opened with a click beside it. */
export function MyItemRow({ item, group, onToggle }: MyItemRowProps) {
  const t = useTranslations("checklist");
  const title = titleIn(item, useLocale());
  const project = `/projects/${encodeURIComponent(item.projectSlug)}`;
  const href = `${project}/checklist?item=${encodeURIComponent(item.code)}`;
  const now = useCurrentTime();
  const expired = hasExpired(item, now);
  const state = expired ? t("claim.expired") : t(`claim.${item.claim}`);
  const next = t(`claim.${toggled(item, now)}`);
  return (
    <li className="relative flex min-h-(--row) items-center gap-x-1 py-1.5 pr-1 hover:bg-sunken pointer-coarse:min-h-11">
      <button
        type="button"
        data-toggle
        aria-label={
          expired
            ? t("row.renew", { code: item.code })
            : t("row.toggle", { code: item.code, state, next })
        }
        aria-pressed={item.claim === "done" && !expired}
        title={state}
        onClick={(event) => onToggle(event.currentTarget)}
        className="relative z-1 flex size-7 shrink-0 items-center justify-center rounded-md transition-colors hover:bg-pressed pointer-coarse:-ml-3 pointer-coarse:size-11"
      >
        <ClaimMark claim={item.claim} expired={expired} className="size-4" />
      </button>
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-0.5 sm:flex-nowrap">
        <span className="figures order-1 text-xs text-muted sm:order-none sm:w-20">
          {item.code}
        </span>
        <Link
          href={href}
          className="min-w-0 basis-full break-words underline-offset-4 after:absolute after:inset-0 hover:underline sm:flex-1 sm:basis-auto"
        >
          <TitleText text={title} />
        </Link>
        <span className="order-1 min-w-0 flex-1 truncate text-xs text-muted sm:order-none sm:max-w-48 sm:flex-none">
          {item.projectName}
        </span>
        <Due dueAt={item.dueAt} isOverdue={group === "overdue"} />
      </div>
    </li>
  );
}

function Due({ dueAt, isOverdue }: { dueAt: string | null; isOverdue: boolean }) {
  const t = useTranslations("checklist.mine");
  return (
    <span className="order-1 inline-flex shrink-0 items-center justify-end gap-1.5 text-xs sm:order-none sm:w-28">
      {dueAt === null ? (
        <span className="text-faint">{t("noDue")}</span>
      ) : (
        <span className={isOverdue ? "text-fail" : "text-muted"}>
          {isOverdue && <StateMark state="fail" className="mr-1 inline size-3" />}
          <RelativeTime value={dueAt} />
        </span>
      )}
    </span>
  );
}
