import { db } from "#lib/platform/db/read.ts";

/** Whether somebody has set this installation up; until then everything leads to /setup. */
export async function isSetUp(): Promise<boolean> {
  return (await db.organization.findFirst({ select: { id: true } })) !== null;
}
