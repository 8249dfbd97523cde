import type { Reading } from '../reading.ts';

/**
 * Reads something about items in each of their Regions side by side, and puts it together. A Region where all was lost is a gap of
 * the whole; when that is true of every one, so is the whole.
 */
export async function joinRegions<Item extends { readonly region: string }, Answer>(
  items: readonly Item[],
  read: (region: string, here: readonly Item[]) => Promise<Reading<readonly Answer[]>>,
): Promise<Reading<readonly Answer[]>> {
  const regions = Map.groupBy(items, ({ region }) => region);
  const readings = await Promise.all([...regions].map(([region, here]) => read(region, here)));
  const answered = readings.filter(({ data }) => data !== null);
  const [oldest] = answered.flatMap(({ dataAsOf }) => dataAsOf ?? []).sort();
  const sum = (key: 'wanted' | 'read') => readings.reduce((total, reading) => total + (reading[key] ?? 0), 0);
  const isLost = readings.length > 0 && answered.length === 0;
  return {
    data: isLost ? null : answered.flatMap(({ data }) => data ?? []),
    gaps: readings.flatMap(({ gaps }) => gaps ?? []),
    wanted: sum('wanted'),
    read: sum('read'),
    ...(oldest === undefined ? {} : { dataAsOf: oldest }),
    ...(isLost ? { status: readings.every(({ status }) => status === 'denied') ? 'denied' : 'failed' } : {}),
  };
}
