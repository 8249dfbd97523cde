import type {
  ListPoliciesGrantingServiceAccessEntry,
  ListPoliciesGrantingServiceAccessRequest,
  ListPoliciesGrantingServiceAccessResponse,
  PolicyGrantingServiceAccess,
  PolicyOwnerEntityType,
} from '@aws-sdk/client-iam';
import { AwsError } from '../operation.ts';
import { requestedEntity } from './arns.ts';
import type { Group, Role, User } from './entities.ts';
import { failedConstraint } from './errors.ts';
import { grantedServices } from './grants.ts';
import type { IamCall } from './iam-call.ts';
import { byCodeUnit } from './order.ts';
import { page } from './paging.ts';
import type { PolicyDocument } from './policy-document.ts';
import type { IamState } from './state.ts';

const mostNamespaces = 200;

/** Which identity policies of a user (with its groups), group or role grant each of these services. */
export function listPoliciesGrantingServiceAccess(
  call: IamCall<ListPoliciesGrantingServiceAccessRequest>,
): ListPoliciesGrantingServiceAccessResponse {
  const { input, account } = call;
  if (input.ServiceNamespaces.length > mostNamespaces) {
    throw failedConstraint(
      'serviceNamespaces',
      `[${input.ServiceNamespaces.join(', ')}]`,
      'have length less than or equal to 200',
    );
  }
  const entity = requestedEntity(input.Arn, account.iam);
  if (entity.kind === 'policy') {
    throw new AwsError('InvalidInput', `ARN ${input.Arn} is not the ARN of a user, group or role.`);
  }
  const grantees = entity.kind === 'user' ? [entity, ...account.iam.groupsOf(entity)] : [entity];
  const namespaces = [...new Set(input.ServiceNamespaces)].toSorted(byCodeUnit);
  const { items, end } = page(call, namespaces, (namespace) => namespace);
  return {
    PoliciesGrantingServiceAccess: items.map(
      (namespace): ListPoliciesGrantingServiceAccessEntry => ({
        ServiceNamespace: namespace,
        Policies: grantees.flatMap((grantee) => grantingPolicies(grantee, namespace, account.iam)),
      }),
    ),
    ...end,
  };
}

function grantingPolicies(
  grantee: User | Group | Role,
  namespace: string,
  iam: IamState,
): PolicyGrantingServiceAccess[] {
  const grants = ({ document }: { readonly document: PolicyDocument }) =>
    grantedServices([document.grants]).includes(namespace);
  return [
    ...iam
      .attachedPolicies(grantee)
      .filter(grants)
      .map(
        ({ name, arn }): PolicyGrantingServiceAccess => ({ PolicyName: name, PolicyType: 'MANAGED', PolicyArn: arn }),
      ),
    ...grantee.inline.filter(grants).map(
      ({ name }): PolicyGrantingServiceAccess => ({
        PolicyName: name,
        PolicyType: 'INLINE',
        EntityType: ownerTypes[grantee.kind],
        EntityName: grantee.name,
      }),
    ),
  ];
}

const ownerTypes = { user: 'USER', group: 'GROUP', role: 'ROLE' } as const satisfies Record<
  string,
  PolicyOwnerEntityType
>;
