import { DescribeOrganizationCommand, paginateListAccounts } from '@aws-sdk/client-organizations';
import { describeAwsError } from '../aws/describe-error.ts';
import type { Configuration } from '../config/configuration.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { required } from './answers.ts';
import type { CollectContext } from './context.ts';
import type { Reading } from './reading.ts';

type Organization = NonNullable<Snapshot['organization']>;

/** Most accounts that AWS Organizations gives on a page. */
const MAX_RESULTS = 20;

/** The organisation that the account is in. Every account may ask, and to be in none is an answer as well. */
export async function readOrganization({ aws }: CollectContext): Promise<Reading<Organization>> {
  const answer = await aws
    .organizations()
    .send(new DescribeOrganizationCommand())
    .catch((error: unknown) => {
      if (describeAwsError(error).kind === 'not-found') return null;
      throw error;
    });
  if (answer === null) return { data: { joined: false } };
  const organization = required(answer.Organization, 'Organization');
  return {
    data: {
      joined: true,
      id: required(organization.Id, 'Id'),
      managementAccountId: required(organization.MasterAccountId, 'MasterAccountId'),
      featureSet: required(organization.FeatureSet, 'FeatureSet'),
    },
  };
}

/**
 * Why accounts, service control policies and delegated administrators of the organisation are not asked for; null when they are. AWS
 * lets its management account list them, and delegated administrators, which nothing but the operator can tell from other members: they
 * would all be denied.
 */
export function whyOrganizationIsNotRead(
  { organizationAccounts }: Configuration,
  organization: Organization | null,
  accountId: string,
): string | null {
  if (organization?.joined === false) return 'the account is not in an organisation';
  if (organizationAccounts || organization?.managementAccountId === accountId) return null;
  return 'only the management account and delegated administrators may list them; organizationAccounts in the configuration says that this is one';
}

/** The ids of all accounts of the organisation. Names and addresses are not kept: nothing needs them. */
export async function readOrganizationAccounts({ aws }: CollectContext): Promise<Reading<readonly string[]>> {
  const paging = { client: aws.organizations(), pageSize: MAX_RESULTS };
  const answers = await Array.fromAsync(paginateListAccounts(paging, {}));
  return { data: answers.flatMap((page) => page.Accounts ?? []).map(({ Id }) => required(Id, 'Id')) };
}
