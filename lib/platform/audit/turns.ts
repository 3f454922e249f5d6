const last = new Map<string, Promise<unknown>>();

/**
 * Runs what concerns one `key` one after the other. The database would make it wait as well, but
 * there each waiting change holds a connection, and one busy project could hold them all.
 */
export async function inTurn<T>(key: string, run: () => Promise<T>): Promise<T> {
  const before = last.get(key);
  const mine = before ? before.then(run, run) : run();
  last.set(key, mine);
  try {
    return await mine;
  } finally {
    if (last.get(key) === mine) last.delete(key);
  }
}
