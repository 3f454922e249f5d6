"use client";

import { useLocale, useTranslations } from "next-intl";

import { Avatar } from "#components/ui/avatar.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { AuditEvent } from "#lib/audit/contract.ts";
import { actorName } from "./actor-name.ts";
import { AuditSentence } from "./audit-sentence.tsx";
import { EventChange } from "./event-change.tsx";
import { longName } from "./sentence-values.ts";

interface ActivityListProps {
  events: readonly AuditEvent[];
  /** The accessible name of the list. */
  label: string;
  /** `title`: what the item is called; `change`: before and after, where the item is known. */
  detail?: "title" | "change";
}

/** Events as a compact list: who did what, how it changed or what it is called, and when. */
export function ActivityList({ events, label, detail = "title" }: ActivityListProps) {
  const t = useTranslations("audit");
  return (
    <ol aria-label={label} className="flex flex-col">
      {events.map((event) => (
        <li
          key={`${event.stream} ${event.seq}`}
          className="flex items-start gap-2.5 border-b border-line py-2 text-sm last:border-b-0"
        >
          <Avatar name={actorName(event.actor, t)} size="xs" className="mt-px" />
          <div className="min-w-0 flex-1">
            <AuditSentence event={event} withoutLink={detail === "change"} />
            {detail === "title" ? <SubjectTitle event={event} /> : <Change event={event} />}
            {event.reason && (
              <p className="mt-0.5 line-clamp-2 break-words text-muted">“{event.reason}”</p>
            )}
          </div>
          <RelativeTime value={event.at} className="shrink-0 text-xs leading-5 text-muted" />
        </li>
      ))}
    </ol>
  );
}

function SubjectTitle({ event: { subject } }: { event: AuditEvent }) {
  const locale = useLocale();
  if (!subject.label?.code) return null;
  return <p className="truncate text-muted">{longName(subject.label, locale)}</p>;
}

function Change({ event }: { event: AuditEvent }) {
  return (
    <p className="mt-0.5 empty:hidden">
      <EventChange event={event} />
    </p>
  );
}
