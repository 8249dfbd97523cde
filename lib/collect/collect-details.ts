import type { Aws } from '../aws/aws.ts';
import { CannotRunError } from '../errors.ts';
import { accountIn, snapshotOfDetails } from '../snapshot/details-snapshot.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { readAuthorizationDetails } from './authorization-details.ts';
import { type CollectContext, onceASecond } from './context.ts';

export interface CollectDetailsOptions {
  readonly clock: () => Date;
  readonly onProgress?: CollectContext['report'] | undefined;
}

/**
 * Reads users, groups, roles and policies of an account, by GetAccountAuthorizationDetails and nothing else: a page for each
 * thousand of them. All or nothing: what AWS refuses is thrown as it comes.
 *
 * @throws CannotRunError when the account has nobody in it
 */
export async function collectDetails(
  aws: Aws,
  { clock, onProgress = () => {} }: CollectDetailsOptions,
): Promise<Snapshot> {
  const takenAt = clock().toISOString();
  const { data: details } = await readAuthorizationDetails({ aws, report: onceASecond(onProgress, clock) });
  const account = accountIn(details);
  if (account === null) throw new CannotRunError('the account has no users, groups, roles or policies of its own');
  return snapshotOfDetails(details, {
    account: { ...account, alias: null, callerArn: null, region: null },
    coverage: { source: 'authorization-details', status: 'complete', reason: null, dataAsOf: takenAt },
    takenAt,
    rest: 'only users, groups, roles and policies were asked for',
  });
}
