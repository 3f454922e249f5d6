"use client";

import { Dialog } from "@base-ui/react/dialog";
import { clsx } from "clsx";
import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useRef, useState, type KeyboardEvent } from "react";

import type { Command } from "#components/ui/commands.ts";
import { Kbd } from "#components/ui/kbd.tsx";
import { Spinner } from "#components/ui/spinner.tsx";

import { useCommandResults } from "./use-command-results.ts";

/** Finds anything by typing: places, projects, items, actions. Mounted while it is open. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const t = useTranslations("frame");
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const { groups, searching } = useCommandResults(query);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const flat = groups.flatMap(({ commands }) => commands);
  const position = Math.min(active, flat.length - 1);

  function move(to: number): void {
    const next = (to + flat.length) % Math.max(flat.length, 1);
    setActive(next);
    list.current?.querySelector(`[data-position="${next}"]`)?.scrollIntoView({ block: "nearest" });
  }

  function run(command: Command): void {
    onClose();
    command.onSelect();
  }

  function onKeyDown(event: KeyboardEvent): void {
    // Enter and arrows belong to the input method while a syllable is being composed.
    if (event.nativeEvent.isComposing) return;
    const chosen = flat[position];
    const target = { ArrowDown: position + 1, ArrowUp: position - 1 }[event.key];
    if (target !== undefined) move(target);
    else if (event.key === "Enter" && chosen) run(chosen);
    else return;
    event.preventDefault();
  }

  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-50 bg-scrim" />
        <Dialog.Viewport className="fixed inset-0 z-50 flex items-start justify-center p-3 pt-[max(0.75rem,8vh)]">
          <Dialog.Popup
            aria-label={t("palette.title")}
            className="flex max-h-[min(28rem,80dvh)] w-full max-w-xl flex-col overflow-hidden rounded-lg bg-surface shadow-float outline-none"
          >
            <Query
              id={id}
              searching={searching}
              active={flat[position] ? position : null}
              value={query}
              onValueChange={(text) => {
                setQuery(text);
                setActive(0);
              }}
              onKeyDown={onKeyDown}
            />
            <div
              ref={list}
              id={`${id}-list`}
              role="listbox"
              aria-label={t("palette.title")}
              className="min-h-0 overflow-y-auto overscroll-contain p-1.5"
            >
              <Results
                groups={groups}
                id={id}
                position={position}
                onHover={setActive}
                onRun={run}
              />
            </div>
            <p
              role="status"
              className={clsx(flat.length > 0 ? "sr-only" : "px-4 pt-2 pb-5 text-muted")}
            >
              {searching ? t("palette.searching") : t("palette.found", { count: flat.length })}
            </p>
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface QueryProps {
  id: string;
  searching: boolean;
  /** The position of the chosen result. */
  active: number | null;
  value: string;
  onValueChange: (value: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

function Query({ id, searching, active, value, onValueChange, onKeyDown }: QueryProps) {
  const t = useTranslations("frame");
  return (
    <div className="flex items-center gap-2.5 border-b border-line px-4">
      {searching ? (
        <Spinner className="size-4 text-faint" />
      ) : (
        <Search aria-hidden className="size-4 shrink-0 text-faint" />
      )}
      <input
        type="text"
        role="combobox"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={active === null ? undefined : `${id}-${active}`}
        aria-label={t("palette.placeholder")}
        placeholder={t("palette.placeholder")}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
        onKeyDown={onKeyDown}
        className="h-12 min-w-0 flex-1 bg-transparent text-lg outline-none"
      />
    </div>
  );
}

interface ResultsProps {
  groups: ReturnType<typeof useCommandResults>["groups"];
  id: string;
  position: number;
  onHover: (position: number) => void;
  onRun: (command: Command) => void;
}

function Results({ groups, id, position, onHover, onRun }: ResultsProps) {
  const starts = groups.map((_, index) =>
    groups.slice(0, index).reduce((sum, { commands }) => sum + commands.length, 0),
  );
  return groups.map(({ group, commands }, groupIndex) => (
    <div key={group} role="group" aria-label={group} className="pb-1.5 last:pb-0">
      <p aria-hidden className="px-2.5 pt-1.5 pb-1 text-xs text-muted">
        {group}
      </p>
      {commands.map((command, index) => {
        const own = (starts[groupIndex] ?? 0) + index;
        return (
          // The keyboard is handled by the input, which keeps the focus.
          <div
            key={command.id}
            id={`${id}-${own}`}
            role="option"
            aria-selected={own === position}
            data-position={own}
            onMouseMove={() => own !== position && onHover(own)}
            onClick={() => onRun(command)}
            className={clsx(
              "flex min-h-9 cursor-default items-center gap-2.5 rounded-md px-2.5 py-1.5 pointer-coarse:min-h-11",
              own === position && "bg-pressed",
            )}
          >
            {command.icon && (
              <span className="flex w-4 shrink-0 justify-center text-muted">{command.icon}</span>
            )}
            <span className="min-w-0 flex-1 truncate">{command.label}</span>
            {command.hint && (
              <span className="max-w-40 shrink-0 truncate text-sm text-muted">{command.hint}</span>
            )}
            {command.keys && <Kbd keys={command.keys} className="max-sm:hidden" />}
          </div>
        );
      })}
    </div>
  ));
}
