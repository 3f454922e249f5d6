/**
 * Folds text for searching: case, width and accents do not matter, and Hangul is taken apart, so
 * that a syllable still being typed ("체ㅋ") finds the finished word ("체크").
 */
export function foldWords(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();
}

/** Whether every word of the query stands somewhere in the text, in any order. */
export function matchesWords(text: string, query: string): boolean {
  const haystack = foldWords(text);
  return foldWords(query)
    .split(/\s+/)
    .every((word) => haystack.includes(word));
}
