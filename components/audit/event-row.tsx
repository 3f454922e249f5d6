"use client";

import { clsx } from "clsx";
import { ChevronRight } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { memo } from "react";

import { Avatar } from "#components/ui/avatar.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { AuditEvent } from "#lib/audit/contract.ts";
import { actorName } from "./actor-name.ts";
import { AuditSentence } from "./audit-sentence.tsx";
import { EventChange } from "./event-change.tsx";
import { EventDetails } from "./event-details.tsx";
import { longName } from "./sentence-values.ts";
import { describeUserAgent } from "./user-agent.ts";

interface EventRowProps {
  event: AuditEvent;
  /** Came while the reader was looking. */
  isNew: boolean;
  open: boolean;
  onToggle: (event: AuditEvent) => void;
  /** Shows only events of the same thing. */
  onSubject: (subjectId: string) => void;
  withProject: boolean;
}

/** How many columns the table has. */
export const COLUMNS = 6;

// On phones a row is a small card, so the cells are placed on a grid there.
const cell = "md:table-cell md:h-(--row) md:px-2 md:py-1 md:align-middle";

/** One event: a row on wide screens, a card on phones; opens to everything that is known of it. */
export const EventRow = memo(function EventRow(props: EventRowProps) {
  const { event, open, isNew, withProject } = props;
  const t = useTranslations("audit");
  const detailsId = `event-${event.stream}-${event.seq}`;
  return (
    <>
      <tr
        onClick={(click) => !isControl(click.target) && props.onToggle(event)}
        className={clsx(
          "grid cursor-pointer grid-cols-[minmax(0,1fr)_auto_auto] items-center gap-x-2 gap-y-0.5 border-b border-line px-1 py-2.5 transition-colors hover:bg-sunken md:table-row md:p-0",
          open && "bg-sunken",
        )}
      >
        <td className={clsx(cell, "order-1 md:max-w-44")}>
          <Who event={event} isNew={isNew} />
        </td>
        <td className={clsx(cell, "order-4 col-span-3 md:max-w-0")}>
          <What event={event} withProject={withProject} />
        </td>
        <td className={clsx(cell, "order-5 col-span-3 text-sm max-md:empty:hidden md:max-w-0")}>
          <EventChange event={event} />
        </td>
        <td
          className={clsx(cell, "order-2 text-right text-muted md:text-left md:whitespace-nowrap")}
        >
          <RelativeTime value={event.at} className="text-xs md:text-sm" />
        </td>
        <td className={clsx(cell, "hidden max-w-48 text-muted lg:table-cell")}>
          <From origin={event.origin} />
        </td>
        <td className={clsx(cell, "order-3 w-8 text-right")}>
          <button
            type="button"
            aria-expanded={open}
            aria-controls={open ? detailsId : undefined}
            aria-label={t(open ? "collapse" : "expand", { seq: event.seq })}
            onClick={() => props.onToggle(event)}
            className="-my-2 inline-flex size-7 items-center justify-center rounded-md text-faint hover:bg-pressed hover:text-ink pointer-coarse:size-11 md:my-0"
          >
            <ChevronRight
              aria-hidden
              className={clsx("size-4 transition-transform", open && "rotate-90")}
            />
          </button>
        </td>
      </tr>
      {open && (
        <tr id={detailsId} className="block border-b border-line bg-sunken md:table-row">
          <td colSpan={COLUMNS} className="block md:table-cell">
            <EventDetails event={event} onSubject={props.onSubject} />
          </td>
        </tr>
      )}
    </>
  );
});

function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest("a, button") !== null;
}

function Who({ event: { actor }, isNew }: { event: AuditEvent; isNew: boolean }) {
  const t = useTranslations("audit");
  const name = actorName(actor, t);
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Avatar name={name} size="xs" />
      <span className="truncate font-medium">{name}</span>
      {actor.via === "token" && (
        <span title={actor.token ?? undefined}>
          <Badge>{t("apiToken")}</Badge>
        </span>
      )}
      {isNew && <Badge tone="accent">{t("newMark")}</Badge>}
    </span>
  );
}

function What({ event, withProject }: { event: AuditEvent; withProject: boolean }) {
  const locale = useLocale();
  const { label } = event.subject;
  const behind = [
    label?.code ? longName(label, locale) : null,
    withProject && event.subject.type !== "project" ? event.project?.name : null,
  ].filter(Boolean);
  return (
    <span className="block first-letter:uppercase md:truncate">
      <AuditSentence event={event} withoutActor />
      {behind.length > 0 && <span className="ml-2 text-muted">{behind.join(" · ")}</span>}
    </span>
  );
}

function From({ origin }: Pick<AuditEvent, "origin">) {
  const t = useTranslations("audit");
  if (!origin) return <span className="text-faint">{t("details.erased")}</span>;
  return (
    <span className="flex min-w-0 items-baseline gap-2">
      {origin.ip && <span className="figures shrink-0 text-xs">{origin.ip}</span>}
      {origin.userAgent && (
        <span title={origin.userAgent} className="truncate text-xs">
          {describeUserAgent(origin.userAgent)}
        </span>
      )}
    </span>
  );
}
