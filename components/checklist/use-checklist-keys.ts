"use client";

import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useMemo } from "react";

import { areCharacterKeys, useCharacterKeys } from "#components/ui/character-keys.ts";
import { useShortcutGroup, type ShortcutGroup } from "#components/ui/shortcuts.ts";
import { useModifierKey } from "#components/ui/use-modifier-key.ts";
import type { Item } from "#lib/checklist/contract.ts";
import { countedClaim } from "#lib/checklist/standing.ts";
import { useChecklistStore, type EditorKind } from "./checklist-store.ts";
import { useRights } from "./environment.ts";
import { pressedKey } from "./pressed-key.ts";
import { useCustomItems } from "./use-custom-items.ts";
import { useUndo } from "./use-undo.ts";
import { useWriteItems } from "./use-write-items.ts";

interface KeyTargets {
  items: readonly Item[];
  openedId: string | null;
  onOpen: (item: Item) => void;
  onClose: () => void;
  onSearch: () => void;
}

// The frame's `g` waits that long for its second key.
const SEQUENCE_MS = 1_000;

/** The keys of the list: moving, claiming, assigning, selecting, undoing. Listed in the `?` help. */
export function useChecklistKeys(targets: KeyTargets): void {
  const store = useChecklistStore();
  const act = useKeyActions(targets);
  const characterKeys = useCharacterKeys();
  useKeyHelp();

  const onKey = useEffectEvent((key: string, event: KeyboardEvent) => {
    const action = act[key];
    if (!characterKeys && areCharacterKeys([key.replace("shift+", "")])) return;
    if (!action || (key === "Enter" && !isRow(event.target))) return;
    if (action() !== false) event.preventDefault();
  });
  useEffect(() => {
    let sequenceFrom = -Infinity;
    const listener = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isElsewhere(event.target)) return;
      const key = pressedKey(event);
      if (key === null) return;
      const inSequence = event.timeStamp - sequenceFrom < SEQUENCE_MS;
      sequenceFrom = key === "g" && !inSequence ? event.timeStamp : -Infinity;
      if (!inSequence) onKey(key, event);
    };
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  }, [store]);
}

/** Whether somebody is typing, or is in something that floats and has keys of its own. */
function isElsewhere(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  const typing = "input:not([type=checkbox]), textarea, select, [contenteditable]";
  const floating = "[role=dialog], [role=alertdialog], [role=menu], [role=listbox]";
  return target.closest(`${typing}, ${floating}`) !== null;
}

function isRow(target: EventTarget | null): boolean {
  return target === document.body || (target instanceof Element && target.role === "row");
}

type Actions = Partial<Record<string, () => boolean | void>>;

function useKeyActions({ items, openedId, onOpen, onClose, onSearch }: KeyTargets): Actions {
  const store = useChecklistStore();
  const write = useWriteItems();
  const { undo } = useUndo();
  const { move } = useCustomItems();
  const rights = useRights();

  const find = (id: string | null) => items.find((item) => item.id === id);
  const active = () => find(store.get().activeId ?? openedId);
  /** What a key applies to: the selection, else the row that one is at. */
  const aims = (): Item[] => {
    const { selected } = store.get();
    if (selected.size > 0) return items.filter(({ id }) => selected.has(id));
    const item = active();
    return item ? [item] : [];
  };
  const step = (by: number, selecting = false): void => {
    store.move(by, selecting && rights.planAny);
    const item = find(store.get().activeId);
    if (openedId !== null && item) onOpen(item);
  };
  const edit = (kind: EditorKind): boolean => {
    const itemIds = aims().map(({ id }) => id);
    const [first] = itemIds;
    if (first === undefined) return false;
    const { selected } = store.get();
    const place = kind === "reason" ? "claim" : kind;
    const anchor =
      selected.size > 0
        ? document.querySelector(`[data-bulk=${place}]`)
        : (document.querySelector(`#item-${first} [data-editor=${place}]`) ??
          document.getElementById(`item-${first}`));
    if (!anchor) return false;
    store.set({ editor: { kind, itemIds, anchor } });
    return true;
  };
  const claim = (wanted: "done" | "in_progress"): boolean => {
    const aimed = aims();
    const now = Date.now();
    const back = aimed.length > 0 && aimed.every((item) => countedClaim(item, now) === wanted);
    write(
      aimed.map(({ id }) => id),
      { claim: back ? "todo" : wanted },
    );
    return aimed.length > 0;
  };
  const openAt = (panelFocus: "evidence" | "comment" | null) => (): boolean => {
    const item = active();
    if (!item) return false;
    store.set({ panelFocus });
    onOpen(item);
    return true;
  };
  const leave = (): boolean => {
    if (store.get().selected.size > 0) store.clearSelection();
    else if (openedId !== null) onClose();
    else return false;
    return true;
  };
  const shift = (by: -1 | 1): boolean => {
    const item = active();
    if (!item || item.origin !== "custom") return false;
    const siblings = items.filter(({ groupId }) => groupId === item.groupId);
    const at = siblings.findIndex(({ id }) => id === item.id);
    const after = by > 0 ? siblings[at + 1] : (siblings[at - 2] ?? null);
    if (after === undefined || (by < 0 && at === 0)) return true;
    void move(item, item.groupId, after?.id ?? null);
    return true;
  };

  const mayPlan = () => aims().every((item) => rights.plan(item));
  return {
    j: () => step(1),
    k: () => step(-1),
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Enter: openAt(null),
    Escape: leave,
    "/": onSearch,
    c: openAt("comment"),
    e: openAt("evidence"),
    ...(rights.claim && {
      x: () => claim("done"),
      i: () => claim("in_progress"),
      n: () => edit("reason"),
      u: undo,
    }),
    ...(rights.planAny && {
      "shift+j": () => step(1, true),
      "shift+k": () => step(-1, true),
      "shift+ArrowDown": () => step(1, true),
      "shift+ArrowUp": () => step(-1, true),
      a: () => mayPlan() && edit("assignee"),
      d: () => mayPlan() && edit("due"),
      v: () => {
        const item = active();
        if (item) store.select(item.id, false);
      },
      "mod+a": () => store.selectAll(),
    }),
    ...(rights.edit && { "alt+ArrowUp": () => shift(-1), "alt+ArrowDown": () => shift(1) }),
  };
}

/** What each does, the keys for it, and those that do it where characters alone do nothing. */
const helpKeys = [
  ["move", ["J", "K"], ["↓", "↑"]],
  ["open", ["↵"]],
  ["close", ["Esc"]],
  ["search", ["/"]],
  ["toggle", ["X"]],
  ["progress", ["I"]],
  ["notApplicable", ["N"]],
  ["assign", ["A"]],
  ["due", ["D"]],
  ["evidence", ["E"]],
  ["comment", ["C"]],
  ["select", ["V"]],
  ["selectRange", ["⇧", "J"], ["⇧", "↓"]],
  ["selectAll", ["mod", "A"]],
  ["shift", ["Alt", "↑"]],
  ["undo", ["U"]],
] as const;

function useKeyHelp(): void {
  const t = useTranslations("checklist");
  const modifier = useModifierKey();
  const characterKeys = useCharacterKeys();
  const group = useMemo<ShortcutGroup>(
    () => ({
      title: t("title"),
      shortcuts: helpKeys.map(([name, keys, without]) => ({
        label: t(`keys.${name}`),
        keys: ((!characterKeys && without) || keys).map((key) => (key === "mod" ? modifier : key)),
      })),
    }),
    [t, modifier, characterKeys],
  );
  useShortcutGroup(group);
}
