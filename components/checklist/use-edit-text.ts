"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";

import { ApiError } from "#lib/api-client/api-error.ts";
import { callApi } from "#lib/api-client/call.ts";
import { updateItem } from "#lib/api-client/operations.ts";
import type { Item } from "#lib/checklist/contract.ts";
import { useEnvironment } from "./environment.ts";
import { changeItems, newer, type ItemPages } from "./item-cache.ts";
import { checklistKeys } from "./keys.ts";
import { runWrite } from "./run-write.ts";
import { afterConflict, parseDraft, textOf, type TextDraft, type TextField } from "./text-draft.ts";
import { useDraft } from "./use-draft.ts";
import { useFailureToast } from "./use-failure-toast.ts";

export type EditState = "reading" | "editing" | "saving" | "saved";

/** What somebody else wrote while the reader was writing. */
export interface Conflict {
  theirs: string;
  seenRevision: number;
}

/** The present item in a refusal for being outdated. */
function currentOf(error: unknown): Item | null {
  if (!(error instanceof ApiError) || error.problem.status !== 409) return null;
  const current = error.problem.current as Partial<Item> | undefined;
  return typeof current?.textRevision === "number" ? (current as Item) : null;
}

/** Rewriting one text of an item: the draft, its saving, and what happens when others were faster. */
export function useEditText(item: Item, field: TextField) {
  const client = useQueryClient();
  const { projectId } = useEnvironment();
  const sayFailure = useFailureToast();
  const [kept, keep] = useDraft(`text.${item.id}.${field}`);
  const draft = parseDraft(kept);
  const [state, setState] = useState<EditState>(draft ? "editing" : "reading");
  const [conflict, setConflict] = useState<Conflict | null>(null);

  const store = useCallback(
    (current: Item) => {
      client.setQueryData<ItemPages>(
        checklistKeys.items(projectId),
        (data) => data && changeItems(data, new Set([item.id]), (now) => newer(now, current)),
      );
    },
    [client, projectId, item.id],
  );

  const start = (): void => {
    const base = textOf(item, field);
    keep(JSON.stringify({ text: base, base, seenRevision: item.textRevision }));
    setState("editing");
  };
  const write = (text: string): void => {
    if (draft) keep(JSON.stringify({ ...draft, text }));
  };
  const stop = (next: "reading" | "saved" = "reading"): void => {
    keep("");
    setConflict(null);
    setState(next);
  };

  async function send(wish: TextDraft): Promise<void> {
    const params = { projectId, itemId: item.id };
    const body = { [field]: wish.text.trim(), seenRevision: wish.seenRevision };
    try {
      store(await runWrite(client, () => callApi(updateItem, { params, body })));
      stop("saved");
    } catch (error) {
      const current = currentOf(error);
      if (!current) {
        setState("editing");
        sayFailure(item.code, error);
        return;
      }
      store(current);
      const next = afterConflict(wish, field, current);
      if (!next.merge) return send(next.draft);
      setState("editing");
      setConflict({ theirs: next.theirs, seenRevision: current.textRevision });
    }
  }

  /** Saves the draft, over a conflict that the writer has seen. */
  async function save(): Promise<void> {
    if (!draft || state === "saving") return;
    const text = draft.text.trim();
    const required = field === "title";
    if ((!conflict && text === draft.base.trim()) || (required && !text)) return stop();
    setState("saving");
    await send(
      conflict ? { text, base: conflict.theirs, seenRevision: conflict.seenRevision } : draft,
    );
  }

  return { state, draft, conflict, start, write, save, cancel: () => stop() };
}
