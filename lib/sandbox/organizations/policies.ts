import {
  type DescribePolicyCommandInput,
  type DescribePolicyResponse,
  type ListPoliciesCommandInput,
  type ListPoliciesResponse,
  type ListRootsCommandInput,
  type ListRootsResponse,
  type ListTargetsForPolicyCommandInput,
  type ListTargetsForPolicyResponse,
  type PolicySummary,
  type PolicyTargetSummary,
  PolicyType,
} from '@aws-sdk/client-organizations';
import type { Account, Organization } from '../account.ts';
import { AwsError, type Call } from '../operation.ts';
import type { HandlerInput } from '../service.ts';
import { accountArn, organizationArn, pageOfList, readableOrganizationOf } from './members.ts';

type Policy = Organization['serviceControlPolicies'][number];

/** ListRoots. The account file has no root, and where it has no service control policy, not even AWS's own, they are switched off. */
export function listRoots(call: Call<HandlerInput<ListRootsCommandInput>>): ListRootsResponse {
  const { account } = call;
  const { id: organizationId, serviceControlPolicies } = readableOrganizationOf(account);
  const targets = serviceControlPolicies.flatMap((policy) => policy.targets);
  const id = targets.find((target) => target.startsWith('r-')) ?? 'r-root';
  const isEnabled = serviceControlPolicies.length > 0;
  const { items, nextToken } = pageOfList(call, [id], (each) => each);
  return {
    Roots: items.map((Id) => ({
      Id,
      Arn: organizationArn(account, `root/${organizationId}/${Id}`),
      Name: 'Root',
      PolicyTypes: isEnabled ? [{ Type: PolicyType.SERVICE_CONTROL_POLICY, Status: 'ENABLED' }] : [],
    })),
    NextToken: nextToken,
  };
}

/** ListPolicies. Of the types that there are, the account file has service control policies alone. */
export function listPolicies(call: Call<HandlerInput<ListPoliciesCommandInput>>): ListPoliciesResponse {
  const { input, account } = call;
  const { serviceControlPolicies } = readableOrganizationOf(account);
  if (!Object.values(PolicyType).includes(input.Filter)) {
    throw new AwsError('InvalidInputException', 'You specified an invalid value for Filter.');
  }
  const policies = input.Filter === PolicyType.SERVICE_CONTROL_POLICY ? serviceControlPolicies : [];
  const { items, nextToken } = pageOfList(call, policies, ({ id }) => id);
  return { Policies: items.map((policy) => summaryOf(account, policy)), NextToken: nextToken };
}

export function describePolicy(call: Call<HandlerInput<DescribePolicyCommandInput>>): DescribePolicyResponse {
  const { input, account } = call;
  const policy = findPolicy(account, input.PolicyId);
  const { document } = policy;
  return {
    Policy: {
      PolicySummary: summaryOf(account, policy),
      Content: typeof document === 'string' ? document : JSON.stringify(document),
    },
  };
}

export function listTargetsForPolicy(
  call: Call<HandlerInput<ListTargetsForPolicyCommandInput>>,
): ListTargetsForPolicyResponse {
  const { input, account } = call;
  const { items, nextToken } = pageOfList(call, findPolicy(account, input.PolicyId).targets, (id) => id);
  return { Targets: items.map((id) => targetOf(account, id)), NextToken: nextToken };
}

function findPolicy(account: Account, policyId: string): Policy {
  const policy = readableOrganizationOf(account).serviceControlPolicies.find(({ id }) => id === policyId);
  if (!policy) {
    throw new AwsError('PolicyNotFoundException', "You specified a policy that doesn't exist.");
  }
  return policy;
}

function summaryOf(account: Account, { id, name, awsManaged }: Policy): PolicySummary {
  const { id: organizationId } = readableOrganizationOf(account);
  const path = `service_control_policy/${id}`;
  return {
    Id: id,
    Arn: awsManaged
      ? `arn:${account.partition}:organizations::aws:policy/${path}`
      : organizationArn(account, `policy/${organizationId}/${path}`),
    Name: name,
    Type: PolicyType.SERVICE_CONTROL_POLICY,
    AwsManaged: awsManaged,
  };
}

/** The account file has no names of roots and organisational units. */
function targetOf(account: Account, id: string): PolicyTargetSummary {
  const { id: organizationId, accounts } = readableOrganizationOf(account);
  if (id.startsWith('r-')) {
    return { TargetId: id, Arn: organizationArn(account, `root/${organizationId}/${id}`), Name: 'Root', Type: 'ROOT' };
  }
  if (id.startsWith('ou-')) {
    const arn = organizationArn(account, `ou/${organizationId}/${id}`);
    return { TargetId: id, Arn: arn, Name: id, Type: 'ORGANIZATIONAL_UNIT' };
  }
  const name = accounts.find((member) => member.id === id)?.name ?? id;
  return { TargetId: id, Arn: accountArn(account, id), Name: name, Type: 'ACCOUNT' };
}
