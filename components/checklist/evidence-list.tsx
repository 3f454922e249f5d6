"use client";

import { Link2, StickyNote, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, type FormEvent } from "react";

import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { Item } from "#lib/checklist/contract.ts";
import type { Evidence } from "#lib/checklist/notes-contract.ts";
import { useEnvironment, useRights } from "./environment.ts";
import { evidenceAgain, parseEvidence } from "./evidence-input.ts";
import { submitOnEnter } from "./submit-on-enter.ts";
import { useDraft } from "./use-draft.ts";
import { useFailureToast } from "./use-failure-toast.ts";
import { useItemDetailWrites } from "./use-item-detail-writes.ts";
import { usePanelFocus } from "./use-panel-focus.ts";
import { useUndo } from "./use-undo.ts";

interface EvidenceListProps {
  item: Item;
  evidence: readonly Evidence[];
}

/** The links and notes that show that something was done. */
export function EvidenceList({ item, evidence }: EvidenceListProps) {
  const t = useTranslations("checklist");
  const { evidence: mayWrite } = useRights();
  return (
    <>
      {evidence.length === 0 && <p className="mb-2 text-muted">{t("evidence.none")}</p>}
      {evidence.length > 0 && (
        <ul className="mb-3 flex flex-col">
          {evidence.map((each) => (
            <EvidenceEntry key={each.id} item={item} evidence={each} removable={mayWrite} />
          ))}
        </ul>
      )}
      {mayWrite && <EvidenceForm item={item} />}
    </>
  );
}

interface EvidenceEntryProps {
  item: Item;
  evidence: Evidence;
  removable: boolean;
}

function EvidenceEntry({ item, evidence, removable }: EvidenceEntryProps) {
  const t = useTranslations("checklist");
  const { people } = useEnvironment();
  const remove = useRemoveEvidence(item, evidence);
  const { url, text } = evidence;
  const Icon = url === null ? StickyNote : Link2;
  return (
    <li className="group flex items-start gap-2 border-b border-line py-1.5 last:border-b-0">
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-faint" />
      <div className="min-w-0 flex-1">
        {url !== null && (
          <a
            href={url}
            target="_blank"
            rel="noopener noreferrer nofollow"
            className="break-all text-accent-ink underline-offset-2 hover:underline"
          >
            {url.replace(/^https?:\/\//, "")}
          </a>
        )}
        {text && <p className="break-words whitespace-pre-wrap">{text}</p>}
        <p className="text-xs text-muted">
          {people.get(evidence.createdBy)?.name ?? t("someone")}
          {", "}
          <RelativeTime value={evidence.createdAt} />
        </p>
      </div>
      {removable && (
        <IconButton size="sm" label={t("evidence.remove")} onClick={() => void remove()}>
          <X aria-hidden className="size-3.5" />
        </IconButton>
      )}
    </li>
  );
}

/** Removes a piece of evidence; undoing adds the same again. */
function useRemoveEvidence(item: Item, evidence: Evidence): () => Promise<void> {
  const t = useTranslations("checklist");
  const { addEvidence, removeEvidence } = useItemDetailWrites(item.id);
  const { offer } = useUndo();
  const sayFailure = useFailureToast();
  return async () => {
    try {
      await removeEvidence(evidence.id);
      offer(t("undo.evidenceRemoved", { what: item.code }), () => {
        addEvidence(evidenceAgain(evidence)).catch((error: unknown) =>
          sayFailure(t("evidence.title"), error),
        );
      });
    } catch (error) {
      sayFailure(t("evidence.title"), error);
    }
  };
}

function EvidenceForm({ item }: { item: Item }) {
  const t = useTranslations("checklist");
  const [text, setText] = useDraft(`evidence.${item.id}`);
  const [pending, setPending] = useState(false);
  const { addEvidence } = useItemDetailWrites(item.id);
  const sayFailure = useFailureToast();
  const input = usePanelFocus("evidence");
  const parsed = parseEvidence(text);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!parsed || pending) return;
    setPending(true);
    try {
      await addEvidence(parsed);
      setText("");
    } catch (error) {
      sayFailure(t("evidence.title"), error);
    } finally {
      setPending(false);
    }
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-2">
      <Field label={t("evidence.label")} hideLabel>
        <Textarea
          ref={input}
          rows={1}
          placeholder={t("evidence.label")}
          value={text}
          maxLength={10_000}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={submitOnEnter}
          className="min-h-8!"
        />
      </Field>
      {parsed && (
        <Button type="submit" size="sm" pending={pending} className="self-end">
          {t(`evidence.add.${parsed.kind}`)}
        </Button>
      )}
    </form>
  );
}
