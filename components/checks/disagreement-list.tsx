"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";

import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import type { Item } from "#lib/checklist/contract.ts";
import { DisagreementRow } from "./disagreement-row.tsx";
import { KeepDialog } from "./keep-dialog.tsx";
import { useDisagreementKeys } from "./use-disagreement-keys.ts";
import { useDisagreements, type Decision } from "./use-disagreements.ts";

interface DisagreementListProps {
  project: { id: string; slug: string };
  /** Whether the reader may settle; the server decides, this only hides. */
  maySettle: boolean;
  nameOf: (userId: string) => string | undefined;
}

/** Where people and machines say opposite things, each settled with one click. */
export function DisagreementList({ project, maySettle, nameOf }: DisagreementListProps) {
  const t = useTranslations("checks");
  const errorText = useErrorText();
  const list = useRef<HTMLUListElement>(null);
  const [keeping, setKeeping] = useState<Item | null>(null);
  const { items, data, error, refetch, settle, undo, ...paging } = useDisagreements(project.id);

  function decide(item: Item, decision: Decision): void {
    const at = items.findIndex(({ id }) => id === item.id);
    void settle(item, decision);
    // The row is gone; the one that takes its place gets the focus.
    requestAnimationFrame(() => {
      const rows = list.current?.querySelectorAll<HTMLElement>("[data-row]");
      rows?.[Math.min(at, rows.length - 1)]?.focus();
    });
  }
  useDisagreementKeys({
    ...{ list, items, maySettle, undo },
    onAccept: (item) => decide(item, { kind: "accept" }),
    onKeep: setKeeping,
  });

  if (error && !data) {
    const action = <Button onClick={() => void refetch()}>{t("retry")}</Button>;
    return <ErrorState title={errorText(error)} action={action} />;
  }
  if (!data) return <Skeleton className="h-64 w-full" />;
  if (items.length === 0) {
    const href = `/projects/${encodeURIComponent(project.slug)}/checklist`;
    return (
      <EmptyState
        icon={<StateMark state="done" className="size-5" />}
        action={<LinkButton href={href}>{t("disagreements.toChecklist")}</LinkButton>}
      >
        {t("disagreements.empty")}
      </EmptyState>
    );
  }
  return (
    <>
      <ul
        ref={list}
        aria-label={t("disagreements.list")}
        className="divide-y divide-line border-y border-line"
      >
        {items.map((item) => (
          <DisagreementRow
            key={item.id}
            slug={project.slug}
            item={item}
            who={item.claimedBy ? nameOf(item.claimedBy) : undefined}
            maySettle={maySettle}
            onAccept={() => decide(item, { kind: "accept" })}
            onKeep={() => setKeeping(item)}
          />
        ))}
      </ul>
      {paging.hasNextPage && (
        <Button
          className="mt-3"
          aria-busy={paging.isFetchingNextPage}
          onClick={() => void paging.fetchNextPage()}
        >
          {t("disagreements.more")}
        </Button>
      )}
      {keeping && (
        <KeepDialog
          item={keeping}
          onClose={() => setKeeping(null)}
          onKeep={(reason, days) => {
            setKeeping(null);
            decide(keeping, { kind: "keep", reason, days });
          }}
        />
      )}
    </>
  );
}
