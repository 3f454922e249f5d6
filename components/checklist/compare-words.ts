/** A stretch of a text that the other text has too, or has not. */
export interface Piece {
  text: string;
  same: boolean;
}

/** Beyond this many words a comparison would be felt; the whole text counts as different. */
const MOST_WORDS = 1_500;

/** The first text in pieces: what also stands in the second one, in this order, and what does not. */
export function compareWords(text: string, other: string): Piece[] {
  const words = text.split(/(?<=\s)/);
  const others = other.split(/(?<=\s)/);
  if (Math.max(words.length, others.length) > MOST_WORDS) return [{ text, same: text === other }];
  const common = commonLengths(words, others);
  const pieces: Piece[] = [];
  let at = 0;
  words.forEach((word, index) => {
    while (at < others.length && !alike(word, others[at]) && keepsLength(common, index, at))
      at += 1;
    const same = at < others.length && alike(word, others[at]) && takes(common, index, at);
    if (same) at += 1;
    const last = pieces.at(-1);
    if (last?.same === same) last.text += word;
    else pieces.push({ text: word, same });
  });
  return pieces;
}

function alike(a: string, b: string | undefined): boolean {
  return a.trim() === b?.trim();
}

/** For each pair of positions, how many words the rests have in common in order. */
function commonLengths(a: readonly string[], b: readonly string[]): number[][] {
  const table = Array.from({ length: a.length + 1 }, () =>
    Array.from({ length: b.length + 1 }, () => 0),
  );
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = table[i] as number[];
      const next = table[i + 1] as number[];
      row[j] = alike(a[i] ?? "", b[j])
        ? (next[j + 1] ?? 0) + 1
        : Math.max(next[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return table;
}

const at = (table: number[][], i: number, j: number): number => table[i]?.[j] ?? 0;

/** Whether leaving out the other's word costs nothing. */
function keepsLength(table: number[][], i: number, j: number): boolean {
  return at(table, i, j + 1) === at(table, i, j) && at(table, i, j) > at(table, i + 1, j);
}

/** Whether the longest common order takes this pair of words. */
function takes(table: number[][], i: number, j: number): boolean {
  return at(table, i, j) === at(table, i + 1, j + 1) + 1;
}
