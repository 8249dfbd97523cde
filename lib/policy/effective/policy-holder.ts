import type { ContextValues } from '../evaluate/context.ts';
import type { ApplicablePolicies } from '../evaluate/decide.ts';
import type { Principal } from '../evaluate/principal.ts';

/**
 * A principal with the policies that decide what it may do. Its requests are not known: a condition on a key without a value here
 * is open.
 */
export interface PolicyHolder<Source>
  extends Pick<ApplicablePolicies<Source>, 'identity' | 'boundary' | 'session' | 'scps'> {
  readonly principal: Principal;
  /** What each of its requests has, for example its tags as `aws:PrincipalTag/...`. What its ARN says need not be given. */
  readonly context?: ContextValues;
  /** Beginnings of keys that are known: one of them without a value is in no request. */
  readonly knownPrefixes?: readonly string[];
}
