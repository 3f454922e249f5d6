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
  restoreComment,
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

    /** Takes back what was shown before the server answered, asks what is true, and passes on why. */
    function refused(takeBack: () => void): (error: unknown) => never {
      return (error) => {
        takeBack();
        void client.invalidateQueries({ queryKey: checklistKeys.item(projectId, itemId) });
        throw error;
      };
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
        change(({ evidence }) => ({ evidence: withoutOne(evidence, evidenceId) }));
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
      removeComment: async (comment: Comment): Promise<void> => {
        const named = { ...params, commentId: comment.id };
        const back = (): void =>
          change(({ comments }) => ({ comments: withOne(comments, comment) }));
        change(({ comments }) => ({ comments: withoutOne(comments, comment.id) }));
        await runWrite(client, () => callApi(removeComment, { params: named })).catch(
          refused(back),
        );
      },
      restoreComment: async (comment: Comment): Promise<void> => {
        const named = { ...params, commentId: comment.id };
        const away = (): void =>
          change(({ comments }) => ({ comments: withoutOne(comments, comment.id) }));
        change(({ comments }) => ({ comments: withOne(comments, comment) }));
        await runWrite(client, () => callApi(restoreComment, { params: named })).catch(
          refused(away),
        );
      },
    };
  }, [client, projectId, itemId]);
}

interface Entry {
  id: string;
  createdAt: string;
}

/** The list, oldest first, with this one in it as it is now: the stream may have been first. */
function withOne<T extends Entry>(list: readonly T[], one: T): T[] {
  const rank = ({ createdAt, id }: T): string => `${createdAt} ${id}`;
  return [...withoutOne(list, one.id), one].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

function withoutOne<T extends Entry>(list: readonly T[], oneId: string): T[] {
  return list.filter(({ id }) => id !== oneId);
}
