"use client";

import { useTranslations } from "next-intl";
import { useState, type FormEvent } from "react";

import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { useChecklistStore } from "./checklist-store.ts";
import { useCustomItems } from "./use-custom-items.ts";
import { useDraft } from "./use-draft.ts";
import { useFailureToast } from "./use-failure-toast.ts";

interface AddItemRowProps {
  groupId: string;
  /** From 1, among all rows of the list. */
  rowIndex: number;
}

/** A line to write a new item in; stays for the next one until it is closed. */
export function AddItemRow({ groupId, rowIndex }: AddItemRowProps) {
  const t = useTranslations("checklist");
  const common = useTranslations("common");
  const store = useChecklistStore();
  const { add } = useCustomItems();
  const sayFailure = useFailureToast();
  const [title, setTitle] = useDraft(`add.${groupId}`);
  const [pending, setPending] = useState(false);
  const close = (): void => store.set({ addingTo: null });

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const text = title.trim();
    if (!text || pending) return;
    setPending(true);
    try {
      await add(groupId, text);
      setTitle("");
    } catch (error) {
      sayFailure(t("add.what"), error);
    } finally {
      setPending(false);
    }
  }

  return (
    <div
      role="row"
      aria-level={4}
      aria-rowindex={rowIndex}
      className="h-14 border-b border-line/70"
    >
      <div role="gridcell" aria-colspan={8}>
        <form
          onSubmit={(event) => void submit(event)}
          onKeyDown={(event) => {
            if (event.key === "Escape") close();
          }}
          className="flex h-14 items-center gap-2 @[40rem]:pl-17"
        >
          <Input
            autoFocus
            aria-label={t("add.label")}
            placeholder={t("add.label")}
            maxLength={500}
            value={title}
            onValueChange={(next) => setTitle(next)}
            className="flex-1"
          />
          <Button type="submit" variant="primary" pending={pending} disabled={!title.trim()}>
            {common("add")}
          </Button>
          <Button variant="ghost" onClick={close}>
            {common("close")}
          </Button>
        </form>
      </div>
    </div>
  );
}
