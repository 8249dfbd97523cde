import {
  DescribePolicyCommand,
  type OrganizationsClient,
  paginateListPolicies,
  paginateListRoots,
  paginateListTargetsForPolicy,
} from '@aws-sdk/client-organizations';
import type { Snapshot, StoredDocument } from '../snapshot/snapshot.ts';
import { storedDocument } from '../snapshot/stored-document.ts';
import { required } from './answers.ts';
import { Asking, type Outcome } from './asking.ts';
import type { CollectContext } from './context.ts';
import { summariseLosses } from './losses.ts';
import { type Reading, STOPPED } from './reading.ts';

type ServiceControlPolicies = NonNullable<Snapshot['serviceControlPolicies']>;

const TYPE = 'SERVICE_CONTROL_POLICY';

/** The most that AWS Organizations gives on a page. */
const PAGE_RESULTS = 20;

/**
 * The service control policies of the organisation, and where each is attached. None where the organisation has them switched off: AWS's own
 * FullAWSAccess is there otherwise. What of a policy was lost is said in its place, that nobody takes the others for all.
 */
export async function readServiceControlPolicies({
  aws,
  signal,
}: CollectContext): Promise<Reading<ServiceControlPolicies>> {
  const client = aws.organizations();
  if (!(await areEnabled(client))) return { data: [] };
  const pages = await Array.fromAsync(paginateListPolicies({ client, pageSize: PAGE_RESULTS }, { Filter: TYPE }));
  const asking = new Asking();
  const outcomes: Outcome<unknown>[] = [];
  const ask = async <Data>(call: () => Promise<Data>): Promise<Outcome<Data>> => {
    const outcome: Outcome<Data> = signal.aborted ? { status: 'failed', reason: STOPPED } : await asking.ask(call);
    outcomes.push(outcome);
    return outcome;
  };
  const data: ServiceControlPolicies[number][] = [];
  // One after the other: AWS Organizations lets a few calls through in a second.
  for (const policy of pages.flatMap(({ Policies = [] }) => Policies)) {
    const id = required(policy.Id, 'Id');
    const document = await ask(() => documentOf(client, id));
    const targets = await ask(() => targetsOf(client, id));
    if (document.status === 'gone' || targets.status === 'gone') continue;
    data.push({
      arn: required(policy.Arn, 'Arn'),
      id,
      name: required(policy.Name, 'Name'),
      isAwsManaged: policy.AwsManaged ?? false,
      targetIds: targets.status === 'read' ? targets.data : null,
      document: document.status === 'read' ? document.data : { unreadable: document.reason },
    });
  }
  const { gaps = [] } = summariseLosses(outcomes, 'documents and attachments of service control policies');
  return { data, gaps };
}

/** What DescribeOrganization says of policy types is out of date (API reference, Organization). */
async function areEnabled(client: OrganizationsClient): Promise<boolean> {
  const pages = await Array.fromAsync(paginateListRoots({ client }, {}));
  return pages
    .flatMap(({ Roots = [] }) => Roots)
    .some(({ PolicyTypes = [] }) => PolicyTypes.some(({ Type, Status }) => Type === TYPE && Status === 'ENABLED'));
}

async function documentOf(client: OrganizationsClient, id: string): Promise<StoredDocument> {
  const { Policy } = await client.send(new DescribePolicyCommand({ PolicyId: id }));
  return storedDocument(required(Policy?.Content, 'Content'));
}

async function targetsOf(client: OrganizationsClient, id: string): Promise<readonly string[]> {
  const pages = await Array.fromAsync(
    paginateListTargetsForPolicy({ client, pageSize: PAGE_RESULTS }, { PolicyId: id }),
  );
  return pages.flatMap(({ Targets = [] }) => Targets).map(({ TargetId }) => required(TargetId, 'TargetId'));
}
