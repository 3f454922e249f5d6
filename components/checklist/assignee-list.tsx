"use client";

import { clsx } from "clsx";
import { Check, UserRoundX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState, type KeyboardEvent } from "react";

import { Avatar } from "#components/ui/avatar.tsx";
import { matchesWords } from "#components/ui/match-words.ts";
import { useEnvironment } from "./environment.ts";
import { useAssignable } from "./use-assignable.ts";

interface AssigneeListProps {
  /** Null: nobody; undefined: it differs. */
  current: string | null | undefined;
  onChoose: (personId: string | null) => void;
}

/** The people who can take an item, found by typing; the reader first. */
export function AssigneeList({ current, onChoose }: AssigneeListProps) {
  const t = useTranslations("checklist");
  const common = useTranslations("common");
  const id = useId();
  const { me } = useEnvironment();
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const options = [
    ...useAssignable().map((person) => ({ ...person, mine: person.id === me })),
    { id: null, name: t("assignee.nobody"), email: "", mine: false },
  ].filter(({ name, email, mine }) =>
    matchesWords(`${name} ${email} ${mine ? t("assignee.me") : ""}`, query.trim()),
  );
  const position = Math.min(active, options.length - 1);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = options[position];
    if (step !== undefined) setActive((position + step + options.length) % options.length);
    else if (event.key === "Enter" && chosen) onChoose(chosen.id);
    else return;
    event.preventDefault();
  }

  return (
    <div>
      <input
        autoFocus
        role="combobox"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={options[position] ? `${id}-${position}` : undefined}
        aria-label={t("assignee.search")}
        placeholder={t("assignee.search")}
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        className="h-(--control) w-full border-b border-line bg-transparent px-2 outline-none pointer-coarse:text-lg"
      />
      <ul
        id={`${id}-list`}
        role="listbox"
        aria-label={t("assignee.label")}
        className="max-h-64 overflow-y-auto pt-1"
      >
        {options.map((option, index) => (
          <li
            key={option.id ?? "nobody"}
            id={`${id}-${index}`}
            role="option"
            aria-selected={option.id === current}
            onMouseMove={() => setActive(index)}
            onClick={() => onChoose(option.id)}
            className={clsx(
              "flex min-h-8 cursor-default items-center gap-2 rounded-md px-2 pointer-coarse:min-h-11",
              index === position && "bg-pressed",
            )}
          >
            {option.id ? (
              <Avatar name={option.name} size="xs" />
            ) : (
              <UserRoundX aria-hidden className="size-5 p-0.5 text-faint" />
            )}
            <span className="min-w-0 flex-1 truncate">
              {option.name}
              {option.mine && <span className="ml-1.5 text-sm text-muted">{t("assignee.me")}</span>}
            </span>
            {option.id === current && <Check aria-hidden className="size-4 text-accent-ink" />}
          </li>
        ))}
      </ul>
      <p role="status" className={clsx(options.length > 0 ? "sr-only" : "px-2 py-3 text-muted")}>
        {options.length === 0 && common("noMatches")}
      </p>
    </div>
  );
}
