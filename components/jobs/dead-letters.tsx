import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import type { DeadLetter } from "#lib/jobs/contract.ts";
import { useJobName } from "./use-job-name.ts";
import { useReplayJobs } from "./use-work.ts";

/** Jobs that were given up; those that are chosen, or all, go back into their queues. */
export function DeadLetters({ letters }: { letters: DeadLetter[] }) {
  const t = useTranslations("jobs");
  const errorText = useErrorText();
  const replay = useReplayJobs();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  if (letters.length === 0) return <p className="text-muted">{t("lettersFine")}</p>;

  const ids = letters.map(({ id }) => id);
  const selected = ids.filter((id) => chosen.has(id));
  const toggle = (id: string, on: boolean) =>
    setChosen(
      (before) => new Set(on ? [...before, id] : [...before].filter((each) => each !== id)),
    );
  const start = () =>
    replay.mutate(selected.length > 0 ? selected : ids, {
      onSuccess: ({ replayed: count }) =>
        showToast({ title: t("replayed", { count }), tone: "done" }),
      onError: (error) => showToast({ title: errorText(error), tone: "fail" }),
    });

  return (
    <>
      <p className="text-sm text-muted">{t("lettersAbout")}</p>
      <ul className="divide-y divide-line border-y border-line">
        {letters.map((letter) => (
          <Letter
            key={letter.id}
            letter={letter}
            chosen={chosen.has(letter.id)}
            onChoose={(on) => toggle(letter.id, on)}
          />
        ))}
      </ul>
      <Button className="self-start" pending={replay.isPending} onClick={start}>
        {t("replay", { count: selected.length })}
      </Button>
    </>
  );
}

interface LetterProps {
  letter: DeadLetter;
  chosen: boolean;
  onChoose: (on: boolean) => void;
}

function Letter({ letter, chosen, onChoose }: LetterProps) {
  const t = useTranslations("jobs");
  const job = useJobName()(letter.job);
  return (
    <li className="flex items-start gap-3 py-2.5">
      <Checkbox
        checked={chosen}
        onCheckedChange={onChoose}
        aria-label={t("select", { job })}
        className="mt-1"
      />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-medium">{job}</span>
          <span className="text-sm text-muted">
            {[letter.integration, letter.project].filter(Boolean).join(" · ")}
          </span>
          <RelativeTime value={letter.failedAt} className="text-sm text-muted" />
        </p>
        <p className="font-mono text-xs break-words text-muted">{letter.error ?? t("noError")}</p>
      </div>
    </li>
  );
}
