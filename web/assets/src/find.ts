// Finding words in a long text.

/** Where a word stands in a text, and which of the places is the one at hand. */
export interface Found { at: number[]; now: number; length: number }

/** Finds every place of a word without regard to case; the one at hand is the first from a position on. */
export function find(text: string, word: string, from: number): Found {
  const found: Found = { at: [], now: -1, length: word.length };
  if (!word) return found;
  const where = text.toLowerCase(), what = word.toLowerCase();
  for (let i = where.indexOf(what); i >= 0; i = where.indexOf(what, i + what.length)) found.at.push(i);
  found.now = found.at.length ? Math.max(found.at.findIndex((i) => i >= from), 0) : -1;
  return found;
}
