"use client";

import { Popover } from "@base-ui/react/popover";
import { useTranslations } from "next-intl";
import { useState } from "react";

import { floating } from "#components/ui/styles.ts";
import type { Item } from "#lib/checklist/contract.ts";
import { AssigneeList } from "./assignee-list.tsx";
import { useChecklistState, useChecklistStore, type Editor } from "./checklist-store.ts";
import { BulkClaimForm } from "./bulk-claim-form.tsx";
import { ClaimList } from "./claim-list.tsx";
import { DueForm } from "./due-form.tsx";
import type { Plan } from "./inverse.ts";
import { ReasonForm } from "./reason-form.tsx";
import { useWriteItems } from "./use-write-items.ts";

interface ItemEditorProps {
  items: readonly Item[];
}

/** The small form that floats where it was asked for: claim, reason, assignee or due date. */
export function ItemEditor({ items }: ItemEditorProps) {
  const store = useChecklistStore();
  const editor = useChecklistState((state) => state.editor);
  const close = (): void => {
    const { activeId } = store.get();
    store.set({ editor: null });
    if (activeId !== null)
      document.getElementById(`item-${activeId}`)?.focus({ preventScroll: true });
  };
  if (!editor) return null;
  const ids = new Set(editor.itemIds);
  const chosen = items.filter(({ id }) => ids.has(id));
  return (
    <Popover.Root open onOpenChange={(open) => !open && close()}>
      <Popover.Portal>
        <Popover.Positioner
          anchor={editor.anchor}
          align="start"
          sideOffset={4}
          collisionPadding={8}
          className="z-50"
        >
          <EditorPopup
            key={`${editor.kind}.${editor.itemIds.join()}`}
            editor={editor}
            items={chosen}
            onClose={close}
          />
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

interface EditorPopupProps {
  editor: Editor;
  items: readonly Item[];
  onClose: () => void;
}

function EditorPopup({ editor, items, onClose }: EditorPopupProps) {
  const t = useTranslations("checklist");
  const write = useWriteItems();
  const [kind, setKind] = useState(editor.kind);
  const [only] = items;
  const many = items.length > 1;
  const apply = (plan: Plan): void => {
    write(editor.itemIds, plan);
    onClose();
  };
  if (!only) return null;
  return (
    <Popover.Popup
      aria-label={t(`editor.${kind}`, {
        what: many ? t("items", { count: items.length }) : only.code,
      })}
      className={`${floating} w-72 max-w-(--available-width) p-1`}
    >
      {kind === "claim" && many && <BulkClaimForm onApply={apply} />}
      {kind === "claim" && !many && (
        <ClaimList
          current={only.claim}
          onChoose={(claim) => (claim === "not_applicable" ? setKind("reason") : apply({ claim }))}
        />
      )}
      {kind === "reason" && (
        <ReasonForm
          initial={many ? "" : (only.claimReason ?? "")}
          onApply={(reason) => apply({ claim: "not_applicable", reason })}
          onCancel={onClose}
        />
      )}
      {kind === "assignee" && (
        <AssigneeList
          current={many ? undefined : only.assigneeId}
          onChoose={(assigneeId) => apply({ assigneeId })}
        />
      )}
      {kind === "due" && (
        <DueForm
          current={many ? null : only.dueAt}
          clearable={items.some(({ dueAt }) => dueAt !== null)}
          onChoose={(dueAt) => apply({ dueAt })}
        />
      )}
    </Popover.Popup>
  );
}
