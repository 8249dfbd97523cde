import type { CoverageSource } from '../snapshot/snapshot.ts';
import type { Check } from './check.ts';

/** A call or a few of them: what nearly every check builds on, and what a report says of the account. */
const always: readonly CoverageSource[] = [
  'caller-identity',
  'authorization-details',
  'account-summary',
  'account-alias',
  'enabled-regions',
];

/** The sources that these checks have to do with. What is left out makes no difference to what they say. */
export function sourcesOf(checks: readonly Pick<Check, 'needs' | 'uses'>[]): ReadonlySet<CoverageSource> {
  return new Set([...always, ...checks.flatMap(({ needs, uses = [] }) => [...needs, ...uses])]);
}
