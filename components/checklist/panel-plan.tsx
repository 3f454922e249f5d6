"use client";

import { clsx } from "clsx";
import { useFormatter, useTranslations } from "next-intl";
import { useState, type ReactNode } from "react";

import { Avatar } from "#components/ui/avatar.tsx";
import { ClaimMark } from "#components/ui/claim-mark.tsx";
import { Combobox } from "#components/ui/combobox.tsx";
import { DateInput } from "#components/ui/date-input.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import { useCurrentTime } from "#components/ui/use-current-time.ts";
import type { Claim, Item } from "#lib/checklist/contract.ts";
import { dayOf, endOfDay } from "./due-day.ts";
import { urgencyOf } from "./due-cell.tsx";
import { useEnvironment, useRights } from "./environment.ts";
import { PanelRenewal } from "./panel-renewal.tsx";
import { ClaimStory, VerdictStory } from "./panel-stories.tsx";
import { ReasonForm } from "./reason-form.tsx";
import { useAssignable } from "./use-assignable.ts";
import { useWriteItems } from "./use-write-items.ts";
import { claims } from "./terms.ts";

/** What people and machines say of an item, who is on it and until when. */
export function PanelPlan({ item }: { item: Item }) {
  const t = useTranslations("checklist");
  const { claim: mayClaim } = useRights();
  return (
    <div className="flex flex-col gap-3">
      <ClaimButtons item={item} />
      <dl className="grid grid-cols-[5.5rem_minmax(0,1fr)] items-center gap-x-3 gap-y-1.5">
        {(!mayClaim || item.claimedAt) && (
          <Line label={t("claim.label")}>
            <ClaimStory item={item} />
          </Line>
        )}
        <Line label={t("verdict.title")}>
          <VerdictStory item={item} />
        </Line>
        <Line label={t("assignee.label")}>
          <AssigneeField item={item} />
        </Line>
        <Line label={t("due.label")}>
          <DueField item={item} />
        </Line>
        <Line label={t("ttl.label")}>
          <PanelRenewal item={item} />
        </Line>
      </dl>
    </div>
  );
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-sm text-muted">{label}</dt>
      <dd className="flex min-h-8 min-w-0 items-center">{children}</dd>
    </>
  );
}

function ClaimButtons({ item }: { item: Item }) {
  const t = useTranslations("checklist");
  const write = useWriteItems();
  const { claim: mayClaim } = useRights();
  const [asking, setAsking] = useState(false);
  if (!mayClaim) return null;
  const choose = (claim: Claim): void => {
    if (claim === "not_applicable") setAsking(true);
    else {
      setAsking(false);
      write([item.id], { claim });
    }
  };
  return (
    <div>
      <div role="group" aria-label={t("claim.label")} className="flex flex-wrap gap-1.5">
        {claims.map((claim) => (
          <button
            key={claim}
            type="button"
            aria-pressed={claim === item.claim}
            onClick={() => choose(claim)}
            className={clsx(
              "flex h-(--control) items-center gap-1.5 rounded-md border px-2.5 transition-colors",
              claim === item.claim
                ? "border-accent-ink bg-accent-soft font-medium"
                : "border-line-strong text-muted hover:bg-sunken hover:text-ink",
            )}
          >
            <ClaimMark claim={claim} />
            {t(`claim.${claim}`)}
          </button>
        ))}
      </div>
      {asking && (
        <div className="mt-2 rounded-md bg-sunken p-1">
          <ReasonForm
            initial={item.claimReason ?? ""}
            onApply={(reason) => {
              setAsking(false);
              write([item.id], { claim: "not_applicable", reason });
            }}
            onCancel={() => setAsking(false)}
          />
        </div>
      )}
    </div>
  );
}

function AssigneeField({ item }: { item: Item }) {
  const t = useTranslations("checklist");
  const common = useTranslations("common");
  const write = useWriteItems();
  const mayPlan = useRights().plan(item);
  const { people } = useEnvironment();
  const assignable = useAssignable();
  const present = item.assigneeId === null ? null : people.get(item.assigneeId);
  if (!mayPlan) {
    if (!present) return <span className="text-muted">{t("assignee.nobody")}</span>;
    return (
      <span className="flex items-center gap-2">
        <Avatar name={present.name} size="xs" />
        {present.name}
      </span>
    );
  }
  const options = assignable.map(({ id, name, email }) => ({
    value: id,
    label: name,
    hint: email,
    leading: <Avatar name={name} size="xs" />,
  }));
  // Whoever has left may still be on it.
  const gone = present && !options.some(({ value }) => value === present.userId);
  return (
    <Combobox
      label={t("assignee.label")}
      look="plain"
      items={gone ? [...options, { value: present.userId, label: present.name }] : options}
      value={item.assigneeId}
      onValueChange={(assigneeId) => write([item.id], { assigneeId })}
      placeholder={t("assignee.nobody")}
      searchPlaceholder={t("assignee.search")}
      emptyText={common("noMatches")}
      clearLabel={t("assignee.clear")}
      className="-ml-2.5 flex-1"
    />
  );
}

function DueField({ item }: { item: Item }) {
  const t = useTranslations("checklist");
  const format = useFormatter();
  const now = useCurrentTime();
  const write = useWriteItems();
  const mayPlan = useRights().plan(item);
  // Saved when it is left: a date is typed in three parts.
  const [typed, setTyped] = useState<string | null>(null);
  const urgency = urgencyOf(item, now);
  const mark = urgency && (
    <span
      className={clsx("flex items-center gap-1 text-xs whitespace-nowrap", urgencyColours[urgency])}
    >
      <StateMark state={urgency === "overdue" ? "fail" : "stale"} className="size-3" />
      {t(`due.${urgency}`)}
    </span>
  );
  if (!mayPlan) {
    return (
      <span className="flex items-center gap-2">
        {item.dueAt ? (
          format.dateTime(new Date(item.dueAt), "short")
        ) : (
          <span className="text-muted">{t("due.none")}</span>
        )}
        {mark}
      </span>
    );
  }
  return (
    <span className="flex items-center gap-2">
      <DateInput
        aria-label={t("due.label")}
        size="sm"
        value={typed ?? dayOf(item.dueAt)}
        onValueChange={setTyped}
        onBlur={() => {
          if (typed === null) return;
          setTyped(null);
          const dueAt = typed ? endOfDay(typed) : null;
          // Half a year is typed as the year 2 or 20.
          if (typed !== dayOf(item.dueAt) && (dueAt === null || dueAt > "2000")) {
            write([item.id], { dueAt });
          }
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter") event.currentTarget.blur();
        }}
        className="w-36"
      />
      {mark}
    </span>
  );
}

const urgencyColours = { overdue: "text-fail", soon: "text-stale" } as const;
