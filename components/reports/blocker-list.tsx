"use client";

import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";

import { Avatar } from "#components/ui/avatar.tsx";
import { ClaimMark } from "#components/ui/claim-mark.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import { titleIn, TitleText } from "#components/ui/title-text.tsx";
import { VerdictMark } from "#components/ui/verdict-mark.tsx";
import type { ProjectOverview } from "#lib/reports/contract.ts";
import { checklistHref } from "./links.ts";
import { PhaseClock } from "./phase-clock.tsx";

type Blocker = ProjectOverview["blockers"][number];

interface BlockerListProps {
  slug: string;
  blockers: readonly Blocker[];
}

/** The items that are in the way, most urgent first: who has them, and since when or until when. */
export function BlockerList({ slug, blockers }: BlockerListProps) {
  const t = useTranslations("reports");
  if (blockers.length === 0) {
    return (
      <EmptyState icon={<StateMark state="done" className="size-5" />} className="py-8!">
        {t("blockers.none")}
      </EmptyState>
    );
  }
  return (
    <ol className="divide-y divide-line">
      {blockers.map((blocker) => (
        <BlockerRow key={blocker.id} slug={slug} blocker={blocker} />
      ))}
    </ol>
  );
}

/** Why it is in the way: it fails, has to be renewed, or is open. */
function BlockerMark({ blocker: { claim, verdict } }: { blocker: Blocker }) {
  const t = useTranslations("reports");
  if (verdict === "fail") {
    return <VerdictMark verdict="fail" label={t("blockers.fails")} className="size-4" />;
  }
  if (claim === "done") {
    return <ClaimMark claim={claim} expired label={t("blockers.expired")} className="size-4" />;
  }
  return <ClaimMark claim={claim} label={t(`claim.${claim}`)} className="size-4" />;
}

function BlockerRow({ slug, blocker }: { slug: string; blocker: Blocker }) {
  const t = useTranslations("reports");
  const title = titleIn(blocker, useLocale());
  const { code, dueAt, assigneeName } = blocker;
  return (
    <li>
      <Link
        href={checklistHref(slug, { item: code })}
        className="group grid min-h-9 grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-2.5 gap-y-0.5 rounded-sm py-1.5 text-sm md:grid-cols-[auto_4.5rem_minmax(0,1fr)_8.5rem_9rem] md:py-1"
      >
        <BlockerMark blocker={blocker} />
        <span className="font-mono text-xs text-muted">{code}</span>
        <span
          className="min-w-0 group-hover:underline max-md:order-last max-md:col-span-3 max-md:pl-6.5 md:truncate"
          title={title}
        >
          <TitleText text={title} />
        </span>
        <span className="flex min-w-0 items-center gap-1.5 text-muted max-md:order-last max-md:col-span-3 max-md:pl-6.5 max-md:text-xs">
          {assigneeName ? (
            <>
              <Avatar name={assigneeName} size="xs" />
              <span className="truncate">{assigneeName}</span>
            </>
          ) : (
            <span className="text-faint">{t("blockers.nobody")}</span>
          )}
        </span>
        <span className="flex justify-end">
          {dueAt && <PhaseClock dueAt={dueAt} className="text-xs" />}
        </span>
      </Link>
    </li>
  );
}
