"use client";

import { useTranslations } from "next-intl";

import { Button } from "#components/ui/button.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import { compareWords, type Piece } from "./compare-words.ts";

interface TextConflictProps {
  theirs: string;
  mine: string;
  /** Gives the own version up. */
  onTake: () => void;
}

/** Two people wrote at once: what the other wrote, with what differs; below it one's own, to merge. */
export function TextConflict({ theirs, mine, onTake }: TextConflictProps) {
  const t = useTranslations("checklist");
  return (
    <div role="alert" className="rounded-md bg-stale-soft p-3">
      <p className="flex gap-2 font-medium">
        <StateMark state="stale" className="mt-0.5 size-4" />
        {t("conflict.title")}
      </p>
      <p className="mt-1 text-sm text-muted">{t("conflict.hint")}</p>
      <p className="mt-2 text-xs text-muted">{t("conflict.theirs")}</p>
      <p className="max-h-48 overflow-y-auto break-words whitespace-pre-wrap">
        {compareWords(theirs, mine).map((piece, index) => (
          <PieceText key={index} piece={piece} />
        ))}
      </p>
      <Button size="sm" className="mt-2" onClick={onTake}>
        {t("conflict.take")}
      </Button>
    </div>
  );
}

function PieceText({ piece }: { piece: Piece }) {
  if (piece.same) return piece.text;
  return (
    <mark className="rounded-sm bg-transparent font-semibold text-ink underline decoration-stale decoration-2 underline-offset-2">
      {piece.text}
    </mark>
  );
}
