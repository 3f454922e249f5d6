"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

import { Skeleton } from "#components/ui/skeleton.tsx";
import type { Item } from "#lib/checklist/contract.ts";
import { ChecklistFailure } from "./checklist-states.tsx";
import { Discussion } from "./discussion.tsx";
import { useEnvironment } from "./environment.ts";
import { EvidenceList } from "./evidence-list.tsx";
import { useItemDetail } from "./use-items.ts";

/** What is read when the panel opens: evidence and discussion. */
export function PanelDetail({ item }: { item: Item }) {
  const t = useTranslations("checklist");
  const common = useTranslations("common");
  const { projectId } = useEnvironment();
  const { data, error, refetch } = useItemDetail(projectId, item.id);
  if (error && !data) {
    return <ChecklistFailure error={error} onRetry={() => void refetch()} />;
  }
  if (!data) {
    return (
      <div role="status" aria-label={common("loading")} className="flex flex-col gap-2">
        <Skeleton className="h-4 w-24" />
        <Skeleton className="h-4 w-4/5" />
        <Skeleton className="h-4 w-3/5" />
      </div>
    );
  }
  return (
    <>
      <PanelSection id="item-evidence" title={t("evidence.title")} count={data.evidence.length}>
        <EvidenceList item={item} evidence={data.evidence} />
      </PanelSection>
      <PanelSection id="item-discussion" title={t("comments.title")} count={data.comments.length}>
        <Discussion item={item} comments={data.comments} />
      </PanelSection>
    </>
  );
}

interface PanelSectionProps {
  id: string;
  title: string;
  count?: number;
  children: ReactNode;
}

function PanelSection({ id, title, count, children }: PanelSectionProps) {
  return (
    <section aria-labelledby={id} className="border-t border-line pt-4">
      <h3 id={id} className="mb-2 flex items-baseline gap-1.5 font-semibold">
        {title}
        {count !== undefined && count > 0 && (
          <span className="figures text-xs font-normal text-muted">{count}</span>
        )}
      </h3>
      {children}
    </section>
  );
}
