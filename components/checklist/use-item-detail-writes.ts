"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";

import { callApi } from "#lib/api-client/call.ts";
import {
  addComment,
  addEvidence,
  editComment,
  removeComment,
  removeEvidence,
} from "#lib/api-client/operations.ts";
import type { ItemDetail } from "#lib/checklist/contract.ts";
import type { addEvidenceEndpoint, Comment, Evidence } from "#lib/checklist/notes-contract.ts";
import type { Body } from "#lib/platform/http/endpoint.ts";
import { useEnvironment } from "./environment.ts";
import { changeItems, type ItemPages } from "./item-cache.ts";
import { checklistKeys } from "./keys.ts";
import { runWrite } from "./run-write.ts";

export type NewEvidence = Body<typeof addEvidenceEndpoint>;

/** Changes of an item's evidence and comments. Each throws what the server refuses. */
export function useItemDetailWrites(itemId: string) {
  const client = useQueryClient();
  const { projectId } = useEnvironment();
  return useMemo(() => {
    const params = { projectId, itemId };

    function change(next: (detail: ItemDetail) => Partial<ItemDetail>): void {
      let counts: { evidenceCount: number; commentCount: number } | null = null;
      client.setQueryData<ItemDetail>(checklistKeys.item(projectId, itemId), (detail) => {
        if (!detail) return detail;
        const changed = { ...detail, ...next(detail) };
        counts = {
          evidenceCount: changed.evidence.length,
          commentCount: changed.comments.length,
        };
        return changed;
      });
      client.setQueryData<ItemPages>(
        checklistKeys.items(projectId),
        (data) => data && changeItems(data, new Set([itemId]), (item) => ({ ...item, ...counts })),
      );
    }

    return {
      addEvidence: async (body: NewEvidence): Promise<Evidence> => {
        const added = await runWrite(client, () => callApi(addEvidence, { params, body }));
        change(({ evidence }) => ({ evidence: withOne(evidence, added) }));
        return added;
      },
      removeEvidence: async (evidenceId: string): Promise<void> => {
        await runWrite(client, () =>
          callApi(removeEvidence, { params: { ...params, evidenceId } }),
        );
        change(({ evidence }) => ({ evidence: evidence.filter(({ id }) => id !== evidenceId) }));
      },
      addComment: async (body: string): Promise<Comment> => {
        const added = await runWrite(client, () => callApi(addComment, { params, body: { body } }));
        change(({ comments }) => ({ comments: withOne(comments, added) }));
        return added;
      },
      editComment: async (comment: Comment, body: string): Promise<void> => {
        const edited = await runWrite(client, () =>
          callApi(editComment, {
            params: { ...params, commentId: comment.id },
            body: { body, seenAt: comment.editedAt ?? comment.createdAt },
          }),
        );
        change(({ comments }) => ({ comments: withOne(comments, edited) }));
      },
      removeComment: async (commentId: string): Promise<void> => {
        await runWrite(client, () => callApi(removeComment, { params: { ...params, commentId } }));
        change(({ comments }) => ({ comments: comments.filter(({ id }) => id !== commentId) }));
      },
    };
  }, [client, projectId, itemId]);
}

/** The list with this one in it, in its place when it was there already: the stream may be first. */
function withOne<T extends { id: string }>(list: readonly T[], one: T): T[] {
  const there = list.some(({ id }) => id === one.id);
  return there ? list.map((each) => (each.id === one.id ? one : each)) : [...list, one];
}
