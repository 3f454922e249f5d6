type Lookup = { running: Promise<unknown>; next?: Promise<unknown> };

const lookups = new Map<string, Lookup>();

/**
 * Runs `look`, once for all who ask under one `key` while the lookup before is under way. Nobody
 * gets an answer that was looked for before they asked: who has lost a right has lost it at once.
 */
export function shareLookup<T>(key: string, look: () => Promise<T>): Promise<T> {
  const lookup = lookups.get(key);
  if (lookup) return (lookup.next ??= lookup.running.then(() => begin(key, look))) as Promise<T>;
  return begin(key, look);
}

function begin<T>(key: string, look: () => Promise<T>): Promise<T> {
  const answer = look();
  const lookup: Lookup = { running: answer.then(settled, settled) };
  lookups.set(key, lookup);
  void lookup.running.then(() => {
    if (!lookup.next && lookups.get(key) === lookup) lookups.delete(key);
  });
  return answer;
}

const settled = (): void => undefined;
