"use client";

import { UserRoundPlus } from "lucide-react";
import { useTranslations } from "next-intl";

import { Avatar } from "#components/ui/avatar.tsx";
import type { Item } from "#lib/checklist/contract.ts";
import { useChecklistStore } from "./checklist-store.ts";
import { useEnvironment, useRights } from "./environment.ts";

/** Who is on an item; a click hands it to somebody else. */
export function AssigneeCell({ item }: { item: Item }) {
  const t = useTranslations("checklist");
  const store = useChecklistStore();
  const mayPlan = useRights().plan(item);
  const { people } = useEnvironment();
  const name =
    item.assigneeId === null ? null : (people.get(item.assigneeId)?.name ?? t("someone"));
  const content = name && (
    <span className="flex min-w-0 items-center gap-1.5" title={name}>
      <Avatar name={name} size="xs" />
      <span className="sr-only truncate text-xs text-muted @[60rem]:not-sr-only @[60rem]:truncate">
        {name}
      </span>
    </span>
  );
  if (!mayPlan) return content;
  return (
    <button
      type="button"
      tabIndex={-1}
      data-editor="assignee"
      aria-label={t(name ? "row.reassign" : "row.assign", { code: item.code, name: name ?? "" })}
      onClick={(event) =>
        store.set({
          activeId: item.id,
          editor: { kind: "assignee", itemIds: [item.id], anchor: event.currentTarget },
        })
      }
      className="flex h-7 max-w-full min-w-7 items-center rounded-sm px-1 transition-colors hover:bg-pressed pointer-coarse:h-6"
    >
      {content ?? (
        <UserRoundPlus
          aria-hidden
          className="size-3.5 text-faint opacity-0 group-hover/row:opacity-100 group-focus-within/row:opacity-100 pointer-coarse:opacity-100"
        />
      )}
    </button>
  );
}
