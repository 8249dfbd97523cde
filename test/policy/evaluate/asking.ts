import { type ApplicablePolicies, type Decision, decide } from '../../../lib/policy/evaluate/decide.ts';
import { type Principal, parsePrincipal } from '../../../lib/policy/evaluate/principal.ts';
import { describeRequest, type RequestDescription } from '../../../lib/policy/evaluate/request.ts';
import { policy, type WrittenStatement } from '../policies.ts';

export const ACCOUNT = '111122223333';
export const OTHER_ACCOUNT = '444455556666';
export const alice = `arn:aws:iam::${ACCOUNT}:user/alice`;
export const deployer = `arn:aws:iam::${ACCOUNT}:role/ci/deployer`;
export const deployerSession = `arn:aws:sts::${ACCOUNT}:assumed-role/deployer/build-7`;

/** The principal of an ARN; the test fails when it is none. */
export function principalOf(text: string): Principal {
  const principal = parsePrincipal(text);
  if (principal === null) throw new Error(`${text} is no principal`);
  return principal;
}

type Statements = readonly WrittenStatement[];

interface WrittenPolicies {
  readonly identity?: Statements;
  readonly boundary?: Statements;
  readonly session?: Statements;
  readonly scps?: readonly Statements[];
  readonly rcps?: readonly Statements[];
  readonly endpoint?: Statements;
  readonly resource?: Statements;
}

/** Decides a request, with one policy for each layer that is given. The source of each policy is the name of its layer. */
export function ask(
  request: Omit<RequestDescription, 'principal'> & { readonly principal: string | Principal },
  policies: WrittenPolicies,
): Decision<string> {
  const principal = typeof request.principal === 'string' ? principalOf(request.principal) : request.principal;
  return decide(describeRequest({ ...request, principal }), applicable(policies));
}

export function applicable(policies: WrittenPolicies): ApplicablePolicies<string> {
  const sourced = (source: string, statements: Statements) => ({ source, policy: policy(...statements) });
  const { identity = [], boundary, session, scps, rcps, endpoint, resource } = policies;
  return {
    identity: [sourced('identity', identity)],
    ...(boundary && { boundary: sourced('boundary', boundary) }),
    ...(session && { session: [sourced('session', session)] }),
    ...(scps && { scps: scps.map((level, index) => [sourced(`scp ${index}`, level)]) }),
    ...(rcps && { rcps: rcps.map((level, index) => [sourced(`rcp ${index}`, level)]) }),
    ...(endpoint && { endpoint: [sourced('endpoint', endpoint)] }),
    ...(resource && { resource: sourced('resource', resource) }),
  };
}
