import {
  paginateListDelegatedAdministrators,
  paginateListDelegatedServicesForAccount,
} from '@aws-sdk/client-organizations';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { required } from './answers.ts';
import { Asking, type Outcome } from './asking.ts';
import type { CollectContext } from './context.ts';
import { summariseLosses } from './losses.ts';
import { type Reading, STOPPED } from './reading.ts';

type DelegatedAdministrators = NonNullable<Snapshot['delegatedAdministrators']>;

/** The most that AWS Organizations gives on a page. */
const PAGE_RESULTS = 20;

/** Accounts that administer a service for the organisation, each with its services. Their addresses are not kept: nothing needs them. */
export async function readDelegatedAdministrators({
  aws,
  signal,
}: CollectContext): Promise<Reading<DelegatedAdministrators>> {
  const paging = { client: aws.organizations(), pageSize: PAGE_RESULTS };
  const pages = await Array.fromAsync(paginateListDelegatedAdministrators(paging, {}));
  const asking = new Asking();
  const outcomes: Outcome<readonly string[]>[] = [];
  const data: DelegatedAdministrators[number][] = [];
  for (const account of pages.flatMap((page) => page.DelegatedAdministrators ?? [])) {
    const accountId = required(account.Id, 'Id');
    const outcome: Outcome<readonly string[]> = signal.aborted
      ? { status: 'failed', reason: STOPPED }
      : await asking.ask(async () => {
          const answers = await Array.fromAsync(
            paginateListDelegatedServicesForAccount(paging, { AccountId: accountId }),
          );
          const services = answers.flatMap(({ DelegatedServices = [] }) => DelegatedServices);
          return services.map(({ ServicePrincipal }) => required(ServicePrincipal, 'ServicePrincipal'));
        });
    outcomes.push(outcome);
    if (outcome.status === 'gone') continue;
    data.push({
      accountId,
      name: required(account.Name, 'Name'),
      services: outcome.status === 'read' ? outcome.data : null,
    });
  }
  const { gaps = [] } = summariseLosses(outcomes, 'lists of delegated services');
  return { data, gaps };
}
