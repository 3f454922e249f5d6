"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useCallback } from "react";

import type { Item } from "#lib/checklist/contract.ts";
import { useEnvironment } from "./environment.ts";
import { renews, type Plan } from "./inverse.ts";

/** How a change of items is called: `what` it is about and what was `done`. */
export function usePlanLabel(): (
  items: readonly Item[],
  plan: Plan,
) => { what: string; done: string } {
  const t = useTranslations("checklist");
  const format = useFormatter();
  const { people } = useEnvironment();
  return useCallback(
    (items, plan) => {
      const [only] = items;
      const count = items.length;
      const what = count === 1 && only ? only.code : t("items", { count });
      if (only && renews(only, plan, new Date()))
        return { what, done: t("undo.renewed", { what }) };
      if (plan.claim) return { what, done: t(`undo.claimed.${plan.claim}`, { what }) };
      if (plan.assigneeId !== undefined) {
        const name = plan.assigneeId && people.get(plan.assigneeId)?.name;
        return {
          what,
          done: name ? t("undo.assigned", { what, name }) : t("undo.unassigned", { what }),
        };
      }
      if (plan.dueAt) {
        const day = format.dateTime(new Date(plan.dueAt), "day");
        return { what, done: t("undo.due", { what, day }) };
      }
      if (plan.dueAt === null) return { what, done: t("undo.notDue", { what }) };
      if (plan.ttlDays) return { what, done: t("undo.ttl", { what, days: plan.ttlDays }) };
      if (plan.ttlDays === null) return { what, done: t("undo.noTtl", { what }) };
      return { what, done: t("undo.reason", { what }) };
    },
    [t, format, people],
  );
}
