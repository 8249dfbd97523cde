import type { WorkloadKind } from '../../../snapshot/snapshot.ts';
import { Asking, type Outcome } from '../../asking.ts';
import { summariseLosses } from '../../losses.ts';
import { STOPPED } from '../../reading.ts';
import type { RegionAsking } from './workload-reader.ts';

/** Resources of one kind that are asked about by themselves in a night, in all Regions together. */
const ASKED_OF_A_KIND = 50;

const ITEMS_AT_A_TIME = 4;

/** How many of a kind can still be asked about. */
export class Allowance {
  #left = ASKED_OF_A_KIND;

  take<Item>(items: readonly Item[]): readonly Item[] {
    const taken = items.slice(0, this.#left);
    this.#left -= taken.length;
    return taken;
  }
}

interface Bounds {
  readonly kind: WorkloadKind;
  readonly region: string;
  readonly allowance: Allowance;
  readonly signal: AbortSignal;
  /** Told in words what is left out. */
  readonly onMissing: (gap: string) => void;
}

/** Asks about items one by one, within the allowance. */
export function eachItem({ kind, region, allowance, signal, onMissing }: Bounds): RegionAsking['each'] {
  const asking = new Asking();
  return async <Item, Answer>(items: readonly Item[], ask: (item: Item) => Promise<readonly Answer[]>) => {
    const taken = allowance.take(items);
    const left = items.length - taken.length;
    if (left > 0)
      onMissing(`${kind}, ${region}: ${left} more were not asked about, of which ${ASKED_OF_A_KIND} are in a night`);
    const outcomes = new Map<Item, Outcome<readonly Answer[]>>();
    await asking.forEach(taken, ITEMS_AT_A_TIME, async (item) => {
      outcomes.set(item, signal.aborted ? { status: 'failed', reason: STOPPED } : await asking.ask(() => ask(item)));
    });
    const answered = taken.flatMap((item) => outcomes.get(item) ?? []);
    for (const gap of summariseLosses(answered, 'resources').gaps ?? []) onMissing(`${kind}, ${region}: ${gap}`);
    return answered.flatMap((outcome) => (outcome.status === 'read' ? outcome.data : []));
  };
}
