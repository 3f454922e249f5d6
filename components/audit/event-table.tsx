"use client";

import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";

import { Skeleton } from "#components/ui/skeleton.tsx";
import type { AuditEvent } from "#lib/audit/contract.ts";
import { COLUMNS, EventRow } from "./event-row.tsx";

interface EventTableProps {
  events: readonly AuditEvent[];
  /** How many of the first came while the reader was looking. */
  newCount: number;
  withProject: boolean;
  onSubject: (subjectId: string) => void;
}

const keyOf = ({ stream, seq }: AuditEvent): string => `${stream} ${seq}`;

/** The events as a table; on phones as a list. */
export function EventTable({ events, newCount, withProject, onSubject }: EventTableProps) {
  const t = useTranslations("audit");
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback((event: AuditEvent) => {
    setOpen((before) => {
      const after = new Set(before);
      if (!after.delete(keyOf(event))) after.add(keyOf(event));
      return after;
    });
  }, []);
  return (
    <table
      aria-label={t("title")}
      className="block w-full border-collapse text-left text-sm md:table md:table-fixed"
    >
      <Head />
      <tbody className="block md:table-row-group">
        {events.map((event, index) => (
          <EventRow
            key={keyOf(event)}
            event={event}
            isNew={index < newCount}
            open={open.has(keyOf(event))}
            onToggle={toggle}
            onSubject={onSubject}
            withProject={withProject}
          />
        ))}
      </tbody>
    </table>
  );
}

function Head() {
  const t = useTranslations("audit");
  const look = "h-8 border-b border-line px-2 text-xs font-medium whitespace-nowrap text-muted";
  return (
    <thead className="hidden md:table-header-group">
      <tr>
        <th scope="col" className={`${look} w-44`}>
          {t("column.who")}
        </th>
        <th scope="col" className={look}>
          {t("column.what")}
        </th>
        <th scope="col" className={`${look} w-[24%]`}>
          {t("column.change")}
        </th>
        <th scope="col" className={`${look} w-32`}>
          {t("column.when")}
        </th>
        <th scope="col" className={`${look} hidden w-48 lg:table-cell`}>
          {t("column.from")}
        </th>
        <th scope="col" className={`${look} w-11`}>
          <span className="sr-only">{t("column.details")}</span>
        </th>
      </tr>
    </thead>
  );
}

/** Stands where the table comes. */
export function EventTableSkeleton() {
  const t = useTranslations("audit");
  return (
    <div role="status" aria-busy>
      <span className="sr-only">{t("loading")}</span>
      {Array.from({ length: 2 * COLUMNS }, (_, index) => (
        <div key={index} className="flex h-(--row) items-center gap-4 border-b border-line px-2">
          <Skeleton className="size-5 rounded-full" />
          <Skeleton className="h-3.5 w-28" />
          <Skeleton className="h-3.5 flex-1" />
          <Skeleton className="hidden h-3.5 w-40 md:block" />
          <Skeleton className="h-3.5 w-20" />
        </div>
      ))}
    </div>
  );
}
