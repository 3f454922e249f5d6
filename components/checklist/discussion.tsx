"use client";

import { useTranslations } from "next-intl";
import { useState, type FormEvent, type MouseEventHandler } from "react";

import { Avatar } from "#components/ui/avatar.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Markdown } from "#components/ui/markdown.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { Item } from "#lib/checklist/contract.ts";
import type { Comment } from "#lib/checklist/notes-contract.ts";
import { useEnvironment, useRights } from "./environment.ts";
import { submitOnEnter } from "./submit-on-enter.ts";
import { useDraft } from "./use-draft.ts";
import { useFailureToast } from "./use-failure-toast.ts";
import { useItemDetailWrites } from "./use-item-detail-writes.ts";
import { usePanelFocus } from "./use-panel-focus.ts";
import { useUndo } from "./use-undo.ts";

interface DiscussionProps {
  item: Item;
  comments: readonly Comment[];
}

/** What people say to each other about an item. */
export function Discussion({ item, comments }: DiscussionProps) {
  const t = useTranslations("checklist");
  const { comment: mayComment } = useRights();
  return (
    <>
      {comments.length === 0 && <p className="mb-2 text-muted">{t("comments.none")}</p>}
      <ul
        tabIndex={-1}
        aria-label={t("comments.title")}
        className="flex flex-col gap-4 outline-none"
      >
        {comments.map((comment) => (
          <CommentEntry key={comment.id} item={item} comment={comment} />
        ))}
      </ul>
      {mayComment && <CommentForm item={item} spaced={comments.length > 0} />}
    </>
  );
}

function CommentEntry({ item, comment }: { item: Item; comment: Comment }) {
  const t = useTranslations("checklist");
  const common = useTranslations("common");
  const { people, me } = useEnvironment();
  const { comment: mayComment, moderate } = useRights();
  const [mode, setMode] = useState<"read" | "edit">("read");
  const remove = useRemoveComment(item, comment);
  const mine = comment.authorId === me && mayComment;
  const name = people.get(comment.authorId)?.name ?? t("someone");
  return (
    <li className="flex gap-2.5">
      <Avatar name={name} className="mt-0.5" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2 text-sm">
          <span className="font-medium">{name}</span>
          <RelativeTime value={comment.createdAt} className="text-xs text-muted" />
          {comment.editedAt && <span className="text-xs text-muted">{t("comments.edited")}</span>}
          {mode === "read" && (
            <span className="ml-auto flex gap-1 text-xs text-muted">
              {mine && <TextButton onClick={() => setMode("edit")}>{common("edit")}</TextButton>}
              {(mine || moderate) && (
                <TextButton
                  onClick={(event) => {
                    // The button goes away with the comment; the list takes the focus.
                    event.currentTarget.closest("ul")?.focus();
                    remove();
                  }}
                >
                  {common("delete")}
                </TextButton>
              )}
            </span>
          )}
        </p>
        {mode === "edit" ? (
          <EditForm item={item} comment={comment} onClose={() => setMode("read")} />
        ) : (
          <Markdown text={comment.body} className="mt-0.5 break-words" />
        )}
      </div>
    </li>
  );
}

interface TextButtonProps {
  onClick: MouseEventHandler<HTMLButtonElement>;
  children: string;
}

function TextButton({ onClick, children }: TextButtonProps) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="rounded-sm px-1 underline-offset-2 hover:text-ink hover:underline pointer-coarse:min-h-11 pointer-coarse:px-2"
    >
      {children}
    </button>
  );
}

interface EntryFormProps {
  item: Item;
  comment: Comment;
  onClose: () => void;
}

function EditForm({ item, comment, onClose }: EntryFormProps) {
  const t = useTranslations("checklist");
  const common = useTranslations("common");
  const [draft, setDraft] = useDraft(`comment.${comment.id}`);
  const [pending, setPending] = useState(false);
  // What the writer saw when the editing began; the server refuses when it is outdated.
  const [seen, setSeen] = useState(comment);
  const { editComment } = useItemDetailWrites(item.id);
  const sayFailure = useFailureToast();
  const text = draft || seen.body;
  const outdated = comment.body !== seen.body;

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!text.trim() || pending) return;
    setPending(true);
    try {
      await editComment(seen, text);
      setDraft("");
      onClose();
    } catch (error) {
      sayFailure(t("comments.what"), error);
    } finally {
      setPending(false);
    }
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="mt-1 flex flex-col gap-2">
      {outdated && (
        <div className="rounded-md bg-stale-soft p-2.5 text-sm">
          <p className="mb-1">{t("conflict.comment")}</p>
          <Markdown text={comment.body} />
          <Button size="sm" className="mt-2" onClick={() => setSeen(comment)}>
            {t("conflict.seen")}
          </Button>
        </div>
      )}
      <Field label={t("comments.label")} hideLabel>
        <Textarea
          autoFocus
          value={text}
          maxLength={10_000}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={submitOnEnter}
        />
      </Field>
      <div className="flex justify-end gap-2">
        <Button
          size="sm"
          variant="ghost"
          onClick={() => {
            setDraft("");
            onClose();
          }}
        >
          {common("cancel")}
        </Button>
        <Button type="submit" size="sm" variant="primary" pending={pending}>
          {common("save")}
        </Button>
      </div>
    </form>
  );
}

/** Deletes a comment at once; undoing brings the same one back. */
function useRemoveComment(item: Item, comment: Comment): () => void {
  const t = useTranslations("checklist");
  const { removeComment, restoreComment } = useItemDetailWrites(item.id);
  const { offer, withdraw } = useUndo();
  const sayFailure = useFailureToast();
  return () => {
    const failed = (error: unknown): void => sayFailure(t("comments.what"), error);
    const removed = removeComment(comment);
    const entry = offer(t("undo.commentRemoved", { what: item.code }), () => {
      const restored = removed.then(() => restoreComment(comment).catch(failed));
      // What could not be removed needs no way back, and has said so.
      restored.catch(() => undefined);
    });
    removed.catch((error: unknown) => {
      withdraw(entry);
      failed(error);
    });
  };
}

function CommentForm({ item, spaced }: { item: Item; spaced: boolean }) {
  const t = useTranslations("checklist");
  const [text, setText] = useDraft(`comment.new.${item.id}`);
  const [pending, setPending] = useState(false);
  const { addComment } = useItemDetailWrites(item.id);
  const sayFailure = useFailureToast();
  const input = usePanelFocus("comment");

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!text.trim() || pending) return;
    setPending(true);
    try {
      await addComment(text);
      setText("");
    } catch (error) {
      sayFailure(t("comments.what"), error);
    } finally {
      setPending(false);
    }
  }

  return (
    <form
      onSubmit={(event) => void submit(event)}
      className={spaced ? "mt-4 flex flex-col gap-2" : "flex flex-col gap-2"}
    >
      <Field label={t("comments.label")} hideLabel>
        <Textarea
          ref={input}
          rows={2}
          placeholder={t("comments.placeholder")}
          value={text}
          maxLength={10_000}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={submitOnEnter}
          className="min-h-14!"
        />
      </Field>
      {text.trim() && (
        <Button type="submit" size="sm" variant="primary" pending={pending} className="self-end">
          {t("comments.send")}
        </Button>
      )}
    </form>
  );
}
