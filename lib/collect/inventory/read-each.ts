import type { CoverageSource } from '../../snapshot/snapshot.ts';
import { Asking, type Outcome } from '../asking.ts';
import type { CollectContext } from '../context.ts';
import { summariseLosses } from '../losses.ts';
import { type Reading, STOPPED } from '../reading.ts';

const ITEMS_AT_A_TIME = 4;

export interface EachItem<Item, Answer> {
  readonly source: CoverageSource;
  /** What the items are, in the plural. */
  readonly noun: string;
  readonly items: readonly Item[];
  /** What an earlier night's answer says of it, which is as good as asking; null: it has to be asked about. */
  readonly takeOver: (item: Item) => Answer | null;
  readonly ask: (item: Item) => Promise<Answer>;
}

/** Asks about items one by one, but for those of which an earlier night's answer holds. Data of several nights is as old as its oldest. */
export async function readEach<Item, Answer extends { readonly readAt: string }>(
  { signal, report }: CollectContext,
  { source, noun, items, takeOver, ask }: EachItem<Item, Answer>,
): Promise<Reading<readonly Answer[]>> {
  const asking = new Asking();
  const outcomes = new Map<Item, Outcome<Answer>>();
  for (const item of items) {
    const data = takeOver(item);
    if (data !== null) outcomes.set(item, { status: 'read', data });
  }
  const left = items.filter((item) => !outcomes.has(item));
  const takenOver = outcomes.size;
  await asking.forEach(left, ITEMS_AT_A_TIME, async (item) => {
    outcomes.set(item, signal.aborted ? { status: 'failed', reason: STOPPED } : await asking.ask(() => ask(item)));
    const progress = { done: outcomes.size - takenOver, total: left.length };
    report({ source, message: `${source}: ${progress.done} of ${progress.total} ${noun}`, ...progress });
  });
  const answers = items.flatMap((item) => {
    const outcome = outcomes.get(item);
    return outcome?.status === 'read' ? [outcome.data] : [];
  });
  const losses = summariseLosses([...outcomes.values()], noun);
  const oldest = answers.reduce<string | undefined>(
    (before, { readAt }) => (before === undefined || readAt < before ? readAt : before),
    undefined,
  );
  return {
    data: losses.status === undefined ? answers : null,
    ...(oldest === undefined ? {} : { dataAsOf: oldest }),
    ...losses,
  };
}
