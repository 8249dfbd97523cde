/** Characters. No service and action come near it; longer text is no slip of the pen. */
export const MAX_LENGTH = 100;

/** The candidate with the fewest slips, of those with at most one in three characters; the first of several. */
export function nearestOf(text: string, candidates: Iterable<string>): string | null {
  if (text.length > MAX_LENGTH) return null;
  let nearest: string | null = null;
  let fewest = Math.floor(text.length / 3) + 1;
  for (const candidate of candidates) {
    const slips = slipsBetween(text, candidate, fewest);
    if (slips >= fewest) continue;
    nearest = candidate;
    fewest = slips;
  }
  return nearest;
}

/**
 * Characters to insert, leave out, replace or exchange with their neighbour to make one text of the other (optimal string
 * alignment); `limit` stands for as many and more.
 */
function slipsBetween(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const isSame = a[row - 1] === b[column - 1];
      const isExchanged = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current.push(
        Math.min(
          at(last, column) + 1,
          at(current, column - 1) + 1,
          at(last, column - 1) + (isSame ? 0 : 1),
          isExchanged ? at(beforeLast, column - 2) + 1 : limit,
        ),
      );
    }
    if (Math.min(...current) >= limit) return limit;
    [beforeLast, last] = [last, current];
  }
  return Math.min(limit, at(last, b.length));
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
