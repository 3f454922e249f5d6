import type { Context } from "#lib/platform/auth/context.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a path names a project by its id; otherwise it is a slug. */
export function isProjectId(reference: string): boolean {
  return UUID.test(reference);
}

/** Whether somebody may come to a project at all: a token can be limited to another one. */
export function reachesProject({ actor }: Pick<Context, "actor">, projectId: string): boolean {
  return actor.type !== "token" || !actor.projectId || actor.projectId === projectId;
}
