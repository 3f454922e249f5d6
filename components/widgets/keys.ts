import type { WidgetRange } from "#lib/widgets/choices.ts";

/** Keys of the query cache for a project's widgets. */
export const widgetKeys = {
  all: (projectId: string) => ["widgets", projectId] as const,
  pages: (projectId: string) => ["widgets", projectId, "page"] as const,
  page: (projectId: string, range: WidgetRange, overview = false) =>
    ["widgets", projectId, "page", { range, overview }] as const,
  presets: (projectId: string) => ["widgets", projectId, "presets"] as const,
};
