import type { QueryClient } from "@tanstack/react-query";
import { projectKeys } from "#components/projects/keys.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { listProjects } from "#lib/projects/queries.ts";

// More are loaded by the browser; a page with hundreds of rows should not wait for them.
const FIRST = 200;

/** Puts the projects that the reader can see into the cache that the page brings along. */
export async function prefetchProjects(ctx: Context, client: QueryClient): Promise<void> {
  const { projects, nextCursor } = await listProjects(ctx, { archived: false, limit: FIRST });
  if (!nextCursor) client.setQueryData(projectKeys.list(false), projects);
}
