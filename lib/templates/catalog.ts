import { z } from "zod";
import { CHECKLIST_LIMITS, type ParsedChecklist } from "./checklist.ts";

const AUTOMATION_PROVIDERS = [
  "alertmanager",
  "ci-report",
  "github",
  "http",
  "kubernetes",
  "loki",
  "pagerduty",
  "postgres",
  "prometheus",
  "repo",
  "self-attest",
  "sentry",
  "slack",
  "terraform",
  "vault",
] as const;

const text = z
  .string()
  .min(1)
  .max(500)
  .refine((value) => value === value.normalize("NFC").trim(), "not in NFC, or not trimmed");
const Text = z.strictObject({ en: text, ko: text });

const Automation = z.strictObject({
  provider: z.enum(AUTOMATION_PROVIDERS),
  check: z.string().regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/),
  /** What is read and what makes it pass. Version 1 says it in English only. */
  signal: z.union([Text, text.transform((en) => ({ en, ko: en }))]),
});

const ItemBase = z.strictObject({
  id: z.string().regex(/^P\d\.\d+\.[a-z]\.\d+$/),
  title: Text,
  focus: z.int().min(1).nullable(),
  /** Days after which a claim of done has to be renewed, where what proves it ages. */
  ttlDays: z.int().min(1).max(CHECKLIST_LIMITS.ttlDays).optional(),
  automation: z.array(Automation).min(1),
});
/** An item outside the core says why it is not in it. */
export const CatalogItem = z.discriminatedUnion("core", [
  ItemBase.extend({ core: z.literal(true) }),
  ItemBase.extend({
    core: z.literal(false),
    coreReason: z.enum([
      "not-launch-blocking",
      "presumes-a-stack",
      "optional-in-the-source",
      "repeats",
    ]),
    /** The item that it repeats. */
    repeats: z.string().optional(),
  }),
]);

const Group = z.strictObject({
  id: z.string().regex(/^P\d\.\d+\.[a-z]$/),
  title: Text,
});
const Section = z.strictObject({
  id: z.string().regex(/^P\d\.\d+$/),
  title: Text,
});
const Phase = z.strictObject({
  id: z.string().regex(/^P\d$/),
  title: Text,
  deadlineHours: z.int().min(1).nullable(),
  weight: z.int().min(1),
});
const FocusStep = z.strictObject({
  step: z.int().min(1),
  bucket: z.enum(["today", "this-week", "next-week"]),
  title: Text,
});

function catalogOf<G extends z.ZodType>(group: G) {
  return z.strictObject({
    key: z.string().regex(/^[a-z][a-z-]*$/),
    version: z.int().min(1),
    title: Text,
    phases: z.array(
      Phase.extend({ sections: z.array(Section.extend({ groups: z.array(group) })) }),
    ),
    focusPlan: z.array(FocusStep),
  });
}

/** prisma/catalog/catalog.json: everything but the items. */
export const CatalogOutline = catalogOf(Group);
/** prisma/catalog/items/<section>.json: the items by group. */
export const CatalogItems = z.record(z.string(), z.array(CatalogItem));
/** A whole version of the catalog, as it stands in template_versions.content. */
export const Catalog = catalogOf(Group.extend({ items: z.array(CatalogItem).min(1) }));

export type CatalogItem = z.infer<typeof CatalogItem>;
export type CatalogItems = z.infer<typeof CatalogItems>;
export type CatalogOutline = z.infer<typeof CatalogOutline>;
export type Catalog = z.infer<typeof Catalog>;

/** All items of a catalog in the order of the checklist. */
export function catalogItems(catalog: Catalog): CatalogItem[] {
  return catalog.phases.flatMap((phase) =>
    phase.sections.flatMap((section) => section.groups.flatMap((group) => group.items)),
  );
}

type Named = { id: string; title: { en: string; ko: string } };

/** The catalog as a checklist with nothing done: English titles, Korean beside them. */
export function catalogChecklist(catalog: Catalog): ParsedChecklist {
  const named = ({ id, title }: Named) => ({ code: id, title: title.en, titleKo: title.ko });
  const item = (source: CatalogItem) => ({
    ...named(source),
    description: "",
    claim: "todo" as const,
    claimReason: null,
    origin: source.core ? ("core" as const) : ("extended" as const),
    focusStep: source.focus,
    ttlDays: source.ttlDays ?? null,
  });
  return {
    title: catalog.title.en,
    phases: catalog.phases.map((phase) => ({
      ...named(phase),
      deadlineHours: phase.deadlineHours,
      sections: phase.sections.map((section) => ({
        ...named(section),
        groups: section.groups.map((group) => ({
          ...named(group),
          items: group.items.map(item),
        })),
      })),
    })),
    itemCount: catalogItems(catalog).length,
  };
}
