import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { viewOf } from '../../../lib/checks/account-view.ts';
import { evaluateChecks } from '../../../lib/checks/evaluate.ts';
import { actionWildcardSensitive } from '../../../lib/checks/policy/action-wildcard-sensitive.ts';
import { adminPolicy } from '../../../lib/checks/policy/admin-policy.ts';
import { assumeRoleAny } from '../../../lib/checks/policy/assume-role-any.ts';
import { notActionAllow } from '../../../lib/checks/policy/not-action-allow.ts';
import { notResourceAllow } from '../../../lib/checks/policy/not-resource-allow.ts';
import { passRoleAny } from '../../../lib/checks/policy/pass-role-any.ts';
import { serviceWildcard } from '../../../lib/checks/policy/service-wildcard.ts';
import { defaultConfiguration } from '../../../lib/config/configuration.ts';
import { type Observation, severities } from '../../../lib/findings/finding.ts';
import type { AccountBuilder } from '../../builders/an-account.ts';
import { NOW } from '../../builders/time.ts';
import { anyDocument } from '../../policy/any-document.ts';
import { policyOf, type StatementSpec, withinBoundary, withPolicy } from './a-policy.ts';

const checks = [
  adminPolicy,
  serviceWildcard,
  actionWildcardSensitive,
  notActionAllow,
  notResourceAllow,
  passRoleAny,
  assumeRoleAny,
];

function find(account: AccountBuilder): readonly Observation[] {
  const context = { account: viewOf(account.build()), configuration: defaultConfiguration, now: NOW };
  return evaluateChecks(context, checks).observations;
}

const gravityOf = (observations: readonly Observation[]) =>
  new Map(observations.map(({ checkId, severity }) => [checkId, severities.indexOf(severity)]));

/** The checks that find something graver after than before, or something new. */
function graver(before: readonly Observation[], after: readonly Observation[]): readonly string[] {
  const known = gravityOf(before);
  return [...gravityOf(after)]
    .filter(([id, gravity]) => gravity < (known.get(id) ?? severities.length))
    .map(([id]) => id);
}

const actions = fc.subarray(
  ['*', 'iam:*', 'iam:Put*', 'iam:PassRole', 'sts:Assume*', 's3:*', 's3:Get*', 'sqs:*', 'newservice:*', 'kms:*Grant'],
  { minLength: 1, maxLength: 3 },
);
const resources = fc.subarray(
  ['*', 'arn:aws:iam::111122223333:role/*', 'arn:aws:iam::111122223333:role/app', 'arn:aws:s3:::shop/*'],
  { minLength: 1, maxLength: 2 },
);
const conditions = fc.constantFrom<StatementSpec>(
  {},
  { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } },
  { Condition: { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } } },
  { Condition: { StringEquals: { 'aws:ResourceTag/team': 'web' } } },
);
const anyStatement = (Effect: 'Allow' | 'Deny'): fc.Arbitrary<StatementSpec> =>
  fc
    .tuple(
      fc.constantFrom('Action', 'NotAction'),
      actions,
      fc.constantFrom('Resource', 'NotResource'),
      resources,
      conditions,
    )
    .map(([action, names, resource, arns, condition]) => ({ Effect, [action]: names, [resource]: arns, ...condition }));
const allows = fc.array(anyStatement('Allow'), { minLength: 1, maxLength: 3 });

describe('the checks of policies', () => {
  it('find nothing more, and nothing graver, behind a further Deny of the policy', () => {
    fc.assert(
      fc.property(allows, anyStatement('Deny'), (statements, deny) => {
        const before = find(withPolicy(policyOf(...statements)));
        const after = find(withPolicy(policyOf(...statements, deny)));
        // What is no administrator's any more because of its Deny is looked at for what it still allows.
        const isSpared = before.some(({ checkId }) => checkId === 'admin-policy');
        expect(isSpared ? [] : graver(before, after)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('find nothing graver, and nothing less, behind a boundary or the Deny of another policy', () => {
    fc.assert(
      fc.property(allows, allows, anyStatement('Deny'), (statements, limits, deny) => {
        const document = policyOf(...statements);
        const before = find(withPolicy(document));
        const limited = [
          find(withinBoundary(document, policyOf(...limits))),
          find(withPolicy(document, { inline: { guard: policyOf(deny) } })),
        ];
        for (const after of limited) {
          const onPolicy = after.filter(({ resource }) => resource.name === 'platform');
          expect(graver(before, onPolicy)).toEqual([]);
          expect(onPolicy.map(({ checkId }) => checkId)).toEqual(before.map(({ checkId }) => checkId));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('read any document without an error, and put each finding into words once', () => {
    const text = anyDocument.map((json) => ({ Statement: JSON.parse(JSON.stringify(json ?? null)) as StatementSpec }));
    fc.assert(
      fc.property(text, (document) => {
        const found = find(withPolicy(document));
        expect(gravityOf(found).size).toBe(found.length);
        for (const finding of found) {
          const check = checks.find(({ id }) => id === finding.checkId);
          expect(check?.describe(finding)).toMatch(/^[^\n]*\.$/);
          expect(check?.remediate(finding).commands).toHaveLength(2);
        }
      }),
      { numRuns: 500 },
    );
  });
});
