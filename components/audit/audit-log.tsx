"use client";

import { ScrollText, ShieldCheck } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useCallback, type ReactNode } from "react";

import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { ApiError } from "#lib/api-client/api-error.ts";
import { useErrorReference } from "#lib/api-client/use-error-reference.ts";
import type { AuditEvent } from "#lib/audit/contract.ts";
import { EventTable, EventTableSkeleton } from "./event-table.tsx";
import { ExportMenu } from "./export-menu.tsx";
import { FilterBar, type AuditPerson } from "./filter-bar.tsx";
import type { AuditScope } from "./keys.ts";
import { shortName } from "./sentence-values.ts";
import { useAuditEvents } from "./use-audit-events.ts";
import { useAuditFilters } from "./use-audit-filters.ts";
import { useVerification } from "./use-verification.ts";
import { VerificationPanel } from "./verification-panel.tsx";

interface AuditLogProps {
  scope: AuditScope;
  /** Everybody who may have left traces, for the filter. */
  people: readonly AuditPerson[];
  /** For the filter of an organisation's log. */
  projects?: readonly { id: string; name: string }[];
  /** Puts the log's buttons into the page's head. */
  head: (actions: ReactNode) => ReactNode;
}

const noProjects: readonly { id: string; name: string }[] = [];

/** An audit log: what was done, by whom, when, from where; and whether it still is as it was written. */
export function AuditLog({ scope, people, projects = noProjects, head }: AuditLogProps) {
  const t = useTranslations("audit");
  const { filters, query, active, set, clear } = useAuditFilters(scope.kind);
  const { state, start, stop } = useVerification(scope);
  const log = useAuditEvents(scope, query);
  const onSubject = useCallback((subject: string) => set({ subject }), [set]);
  const subjectName = useSubjectName(log.events, filters.subject);
  const buttons = (
    <>
      <ExportMenu scope={scope} query={query} />
      <Button onClick={() => void start()} pending={state.status === "running"}>
        {state.status !== "running" && <ShieldCheck aria-hidden className="size-4" />}
        {t(scope.kind === "project" ? "verify.action" : "verify.actionAll")}
      </Button>
    </>
  );
  return (
    <>
      {head(buttons)}
      <VerificationPanel state={state} onRetry={() => void start()} onClose={stop} />
      <FilterBar
        kind={scope.kind}
        people={people}
        projects={projects}
        filters={filters}
        active={active}
        subjectName={subjectName}
        onChange={set}
        onClear={clear}
      />
      <NewEvents count={log.newCount} onSeen={log.markSeen} />
      {log.asked.isPending ? (
        <EventTableSkeleton />
      ) : log.asked.isError && log.events.length === 0 ? (
        <Failure
          error={log.asked.error}
          title={t("failed.title")}
          onRetry={() => void log.asked.refetch()}
        />
      ) : log.events.length === 0 ? (
        <Nothing filtered={active > 0} onClear={clear} />
      ) : (
        <div aria-busy={log.asked.isPlaceholderData} className="aria-busy:opacity-60">
          <EventTable
            events={log.events}
            newCount={log.newCount}
            withProject={scope.kind === "organization"}
            onSubject={onSubject}
          />
          <Foot log={log} filtered={active > 0} />
        </div>
      )}
    </>
  );
}

function useSubjectName(events: readonly AuditEvent[], subjectId: string | null): string | null {
  const locale = useLocale();
  const label = events.find(({ subject }) => subject.id === subjectId)?.subject.label;
  return label ? shortName(label, locale) : null;
}

function NewEvents({ count, onSeen }: { count: number; onSeen: () => void }) {
  const t = useTranslations("audit");
  return (
    <div role="status" className="empty:hidden">
      {count > 0 && (
        <button
          type="button"
          title={t("newHint")}
          onClick={onSeen}
          className="mb-2 inline-flex h-7 items-center rounded-full bg-accent-soft px-3 text-sm font-medium text-accent-ink hover:underline pointer-coarse:h-11"
        >
          {t("new", { count })}
        </button>
      )}
    </div>
  );
}

function Foot({ log, filtered }: { log: ReturnType<typeof useAuditEvents>; filtered: boolean }) {
  const t = useTranslations("audit");
  if (log.asked.isFetchNextPageError) {
    const retry = () => void log.asked.fetchNextPage();
    return <Failure error={log.asked.error} title={t("failed.more")} onRetry={retry} />;
  }
  return (
    <div className="flex justify-center py-4 text-sm text-muted">
      {log.asked.hasNextPage ? (
        <Button
          pending={log.asked.isFetchingNextPage}
          onClick={() => void log.asked.fetchNextPage()}
        >
          {t("loadMore")}
        </Button>
      ) : (
        t(filtered ? "endFiltered" : "end", { count: log.events.length })
      )}
    </div>
  );
}

function Nothing({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  const t = useTranslations("audit");
  return (
    <EmptyState
      icon={<ScrollText aria-hidden className="size-5" />}
      action={filtered && <Button onClick={onClear}>{t("filter.clear")}</Button>}
    >
      {t(filtered ? "emptyFiltered" : "empty")}
    </EmptyState>
  );
}

function Failure(props: { error: unknown; title: string; onRetry: () => void }) {
  const t = useTranslations("audit");
  const common = useTranslations("common");
  const referenceOf = useErrorReference();
  const problem = props.error instanceof ApiError ? props.error.problem : null;
  return (
    <ErrorState
      title={props.title}
      safe={problem?.detail ?? t("failed.safe")}
      action={<Button onClick={props.onRetry}>{common("retry")}</Button>}
      reference={referenceOf(props.error)}
    />
  );
}
