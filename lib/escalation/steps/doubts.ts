import type { Retirement, Technique } from '../technique.ts';
import type { World } from '../world.ts';

/** What no policy says and no snapshot has, and what a technique depends on therefore; clauses in words. */
export function doubtsOf(world: World, { way, retired }: Technique): readonly string[] {
  return [
    ...((way.kind === 'pass' || way.kind === 'use') && way.needsExisting !== undefined
      ? [`no inventory says whether there is what it needs: ${way.needsExisting}`]
      : []),
    ...(way.kind === 'permission-set' ? ['it has to be from this account that Identity Center is managed'] : []),
    ...(retired === undefined || isExempt(world, retired) ? [] : [inWords(retired)]),
  ];
}

/** Whether AWS had ended what a technique uses, for everybody, when the account was read. */
export function isOver({ account }: World, { retired }: Technique): boolean {
  return retired?.for === 'everybody' && account.snapshot.takenAt >= retired.since;
}

/** Who was there before can go on, as all can until the end: no principal is older than its account, and customers have something. */
function isExempt({ account }: World, retired: Retirement): boolean {
  if (retired.for === 'everybody') return true;
  const { users, roles, workloads } = account.snapshot;
  if (retired.for === 'new-customers')
    return workloads?.some(({ kind, items }) => kind === retired.shownBy && items.length > 0) ?? false;
  return [...users, ...roles].some(({ createdAt }) => createdAt < retired.since);
}

function inWords({ what, since, for: whom }: Retirement): string {
  return whom === 'new-accounts'
    ? `AWS closed it to accounts made since ${since}: ${what}`
    : `AWS closed it on ${since} to accounts that had not used it: ${what}`;
}
