import type {
  GetPolicyRequest,
  GetPolicyResponse,
  GetPolicyVersionRequest,
  GetPolicyVersionResponse,
  ListPoliciesRequest,
  ListPoliciesResponse,
} from '@aws-sdk/client-iam';
import type { ManagedPolicy } from './entities.ts';
import { noSuchEntity, noSuchPolicy } from './errors.ts';
import type { IamCall } from './iam-call.ts';
import { page, underPath } from './paging.ts';
import { policyShape, policyVersionShape } from './shapes.ts';

export function listPolicies(call: IamCall<ListPoliciesRequest>): ListPoliciesResponse {
  const { input, account } = call;
  const { iam } = account;
  const policies = underPath(iam.content.policies, input.PathPrefix).filter((policy) => {
    const { attachments, boundaries } = iam.useOf(policy.arn);
    return (
      isInScope(policy, input.Scope) &&
      (!input.OnlyAttached || attachments + boundaries > 0) &&
      (input.PolicyUsageFilter !== 'PermissionsPolicy' || attachments > 0) &&
      (input.PolicyUsageFilter !== 'PermissionsBoundary' || boundaries > 0)
    );
  });
  const { items, end } = page(call, policies, (policy) => policy.arn);
  return { Policies: items.map((policy) => policyShape(policy, iam)), ...end };
}

export function getPolicy(call: IamCall<GetPolicyRequest>): GetPolicyResponse {
  return { Policy: policyShape(requestedPolicy(call), call.account.iam) };
}

export function getPolicyVersion(call: IamCall<GetPolicyVersionRequest>): GetPolicyVersionResponse {
  const { PolicyArn: arn, VersionId: id } = call.input;
  const version = requestedPolicy(call).versions.find((candidate) => candidate.id === id);
  if (!version) {
    throw noSuchEntity(`Policy ${arn} version ${id} does not exist or is not attachable.`);
  }
  return { PolicyVersion: policyVersionShape(version) };
}

function isInScope({ awsManaged }: ManagedPolicy, scope: ListPoliciesRequest['Scope'] = 'All'): boolean {
  return scope === 'All' || awsManaged === (scope === 'AWS');
}

function requestedPolicy({ input, account }: IamCall<GetPolicyRequest>): ManagedPolicy {
  const policy = account.iam.policy(input.PolicyArn);
  if (!policy) {
    throw noSuchPolicy(input.PolicyArn);
  }
  return policy;
}
