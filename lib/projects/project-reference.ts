const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a path names a project by its id; otherwise it is a slug. */
export function isProjectId(reference: string): boolean {
  return UUID.test(reference);
}
