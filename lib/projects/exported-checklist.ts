import type { Heading, Item } from "#lib/checklist/contract.ts";
import type { ParsedChecklist, ParsedItem } from "#lib/templates/checklist.ts";
import type { ExportedProject } from "./export-project.ts";

/** A project's rows as the tree that Markdown is written from. */
export function toChecklist({
  project,
  headings,
  items,
}: Pick<ExportedProject, "project" | "headings" | "items">): ParsedChecklist {
  const below = Map.groupBy(headings, (heading) => heading.parentId);
  const inGroup = Map.groupBy(items, (item) => item.groupId);
  const children = (parent: Heading | null) => below.get(parent?.id ?? null) ?? [];
  const named = ({ code, title, titleKo }: Heading) => ({ code, title, titleKo });
  return {
    title: project.name,
    phases: children(null).map((phase) => ({
      ...named(phase),
      deadlineHours: phase.deadlineHours,
      sections: children(phase).map((section) => ({
        ...named(section),
        groups: children(section).map((group) => ({
          ...named(group),
          items: (inGroup.get(group.id) ?? []).map(toParsedItem),
        })),
      })),
    })),
    itemCount: items.length,
  };
}

function toParsedItem(item: Item): ParsedItem {
  const { code, title, titleKo, description, claim, claimReason, origin, focusStep, ttlDays } =
    item;
  return { code, title, titleKo, description, claim, claimReason, origin, focusStep, ttlDays };
}
