import { Asking, type Outcome } from './asking.ts';
import type { CollectContext } from './context.ts';
import { type Losses, summariseLosses } from './losses.ts';
import { STOPPED } from './reading.ts';

const stopped: Outcome<never> = { status: 'failed', reason: STOPPED };

/** Users that are asked about at a time. */
const USERS_AT_A_TIME = 8;

/** What was found, by user name in the order of the names, and what was lost. */
export interface PerUserReading<Item> {
  readonly found: ReadonlyMap<string, readonly Item[]>;
  readonly losses: Losses;
}

/** Makes one call, or a few, for each user, until the run is told to stop. */
export async function readPerUser<Item>(
  { signal }: CollectContext,
  userNames: readonly string[],
  read: (userName: string) => Promise<readonly Item[]>,
): Promise<PerUserReading<Item>> {
  const asking = new Asking();
  const outcomes = new Map<string, Outcome<readonly Item[]>>();
  await asking.forEach(userNames, USERS_AT_A_TIME, async (userName) => {
    outcomes.set(userName, signal.aborted ? stopped : await asking.ask(() => read(userName)));
  });
  const found = new Map<string, readonly Item[]>();
  for (const userName of userNames) {
    const outcome = outcomes.get(userName);
    if (outcome?.status === 'read') found.set(userName, outcome.data);
  }
  return { found, losses: summariseLosses([...outcomes.values()], 'users') };
}
