import { parseArn } from '../arn.ts';
import { catalogue } from '../catalogue/catalogue.ts';
import type { AskedAction } from '../statements-on.ts';
import { type ContextValues, RequestContext } from './context.ts';
import type { Principal } from './principal.ts';

/** One request, as policies see it. */
export interface AccessRequest extends AskedAction {
  readonly principal: Principal;
  /** An ARN, or `*` for an action that has no resource. */
  readonly resource: string;
  /** The account that owns the resource; null when nothing says which. */
  readonly resourceAccountId: string | null;
  readonly context: RequestContext;
}

export interface RequestDescription {
  readonly principal: Principal;
  /** `service:Action` in any case. */
  readonly action: string;
  readonly resource: string;
  /** Where the ARN does not say it, as for S3. Without either the resource is taken to be in the principal's account. */
  readonly resourceAccountId?: string;
  readonly context?: ContextValues;
  /** Whether a key that is not in the context is unknown; otherwise the request does not have it. */
  readonly isContextPartial?: boolean;
  /** Beginnings of keys that are known although the context is partial, see `context.ts`. */
  readonly knownPrefixes?: readonly string[];
}

/** Completes a request with what its principal and resource imply: keys of the context, and the resource's account. */
export function describeRequest(description: RequestDescription): AccessRequest {
  const { principal, resource, context = {}, isContextPartial = false, knownPrefixes = [] } = description;
  const ownAccountId = 'accountId' in principal ? principal.accountId : null;
  const resourceAccountId = description.resourceAccountId ?? (parseArn(resource)?.accountId || ownAccountId);
  const implied = { ...keysOfPrincipal(principal), 'aws:ResourceAccount': resourceAccountId };
  return {
    principal,
    action: description.action.toLowerCase(),
    actionNumber: catalogue.actionNumber(description.action),
    resource,
    resourceAccountId,
    context: new RequestContext(context, implied, { isPartial: isContextPartial, knownPrefixes }),
  };
}

/**
 * Keys that every request of such a principal has, and, as null, those that none has.
 * IAM User Guide, reference_policies_condition-keys and reference_policies_variables ("Principal key values").
 */
function keysOfPrincipal(principal: Principal): ContextValues {
  const noAccount = { 'aws:PrincipalAccount': null, 'aws:PrincipalArn': null, 'aws:username': null };
  switch (principal.kind) {
    case 'root':
      return { ...keysOfIam(principal, 'Account'), 'aws:username': null, 'aws:userid': principal.accountId };
    case 'user':
      return { ...keysOfIam(principal, 'User'), 'aws:username': principal.name };
    case 'role':
      return { ...keysOfIam(principal, 'AssumedRole'), 'aws:username': null };
    case 'federated-user':
      return {
        ...keysOfIam(principal, 'FederatedUser'),
        'aws:username': null,
        'aws:userid': `${principal.accountId}:${principal.name}`,
      };
    case 'service':
      return { ...noAccount, 'aws:PrincipalIsAWSService': 'true', 'aws:PrincipalServiceName': principal.name };
    case 'anonymous':
      return {
        ...noAccount,
        'aws:PrincipalIsAWSService': 'false',
        'aws:PrincipalType': 'Anonymous',
        'aws:userid': 'anonymous',
      };
    case 'federated':
    case 'canonical-user':
      return { ...noAccount, 'aws:PrincipalIsAWSService': 'false' };
  }
}

function keysOfIam(principal: { readonly arn: string; readonly accountId: string }, type: string): ContextValues {
  return {
    'aws:PrincipalArn': principal.arn,
    'aws:PrincipalAccount': principal.accountId,
    'aws:PrincipalType': type,
    'aws:PrincipalIsAWSService': 'false',
    'aws:PrincipalServiceName': null,
  };
}
