import { generateNKeysBetween } from "fractional-indexing";
import { uuidv7 } from "uuidv7";
import type { Tx } from "#lib/platform/db/client.ts";
import type { Prisma } from "#lib/platform/db/generated/client.ts";
import type { ParsedChecklist } from "#lib/templates/checklist.ts";
import { dueByClock } from "./phase-clock.ts";

type Place = {
  organizationId: string;
  projectId: string;
  /** Who brings it: the claimant of what arrives done. */
  userId: string;
  startAt: Date;
  now: Date;
  /** The revision that the project has with this checklist. */
  revision: number;
};

// As many as fit into one statement; larger ones the client would split and send all at once.
const BATCH = 1_000;

type HeadingRow = Prisma.HeadingCreateManyInput;
type ItemRow = Prisma.ItemCreateManyInput;

/**
 * Stores a whole checklist in a new project: headings and items in one document order, due dates
 * from the phase clocks. Returns the number of items.
 */
export async function insertChecklist(
  tx: Tx,
  place: Place,
  checklist: ParsedChecklist,
): Promise<number> {
  const { headings, items } = toRows(place, checklist);
  await tx.heading.createMany({ data: headings });
  for (let from = 0; from < items.length; from += BATCH) {
    await tx.item.createMany({ data: items.slice(from, from + BATCH) });
  }
  return items.length;
}

/** The rows of a checklist, ranked from "a0" on so that others fit between and behind them. */
function toRows(place: Place, checklist: ParsedChecklist) {
  const headings: HeadingRow[] = [];
  const items: ItemRow[] = [];
  const lines: { rank: string }[] = [];
  const { organizationId, projectId } = place;

  const heading = (
    level: HeadingRow["level"],
    parentId: string | null,
    source: { code: string; title: string; titleKo: string | null },
    phase: { deadlineHours: number | null; weight: number | null },
  ): string => {
    const { code, title, titleKo } = source;
    const own = { id: uuidv7(), organizationId, projectId, parentId, level, code, title, titleKo };
    const row = { ...own, ...phase, rank: "" };
    headings.push(row);
    lines.push(row);
    return row.id;
  };

  const unclocked = { deadlineHours: null, weight: null };
  checklist.phases.forEach((phase, phaseIndex) => {
    const clock = { deadlineHours: phase.deadlineHours, weight: 2 ** Math.max(0, 3 - phaseIndex) };
    const phaseId = heading("phase", null, phase, clock);
    const dueAt = dueByClock(place.startAt, phase.deadlineHours);
    for (const section of phase.sections) {
      const sectionId = heading("section", phaseId, section, unclocked);
      for (const group of section.groups) {
        const groupId = heading("group", sectionId, group, unclocked);
        for (const source of group.items) {
          const claimed = source.claim !== "todo";
          const row: ItemRow = {
            id: uuidv7(),
            organizationId,
            projectId,
            phaseId,
            groupId,
            code: source.code,
            title: source.title,
            titleKo: source.titleKo,
            description: source.description,
            origin: source.origin ?? "custom",
            focusStep: source.focusStep,
            rank: "",
            claim: source.claim,
            claimReason: source.claimReason,
            claimedBy: claimed ? place.userId : null,
            claimedAt: claimed ? place.now : null,
            dueAt,
            revision: place.revision,
            textRevision: place.revision,
            createdAt: place.now,
          };
          items.push(row);
          lines.push(row);
        }
      }
    }
  });
  const ranks = generateNKeysBetween(null, null, lines.length);
  lines.forEach((line, index) => (line.rank = ranks[index] ?? ""));
  return { headings, items };
}
