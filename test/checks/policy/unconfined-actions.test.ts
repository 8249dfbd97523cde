import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { riskyActions } from '../../../lib/checks/policy/risk-classes.ts';
import { unconfinedActions, unconfinedStatements } from '../../../lib/checks/policy/unconfined-actions.ts';
import { catalogue } from '../../../lib/policy/catalogue/catalogue.ts';
import { parsePolicyDocument } from '../../../lib/policy/document.ts';
import { effectivePermissions } from '../../../lib/policy/effective/effective-permissions.ts';
import { anAccount } from '../../builders/an-account.ts';
import { anyDocument } from '../../policy/any-document.ts';
import { allow, deny, policyOf } from './a-policy.ts';
import { anyStatement, anyStatements } from './any-policy.ts';

const { account } = anAccount().build();
const accountId = '111122223333';
const alice = { kind: 'user', arn: `arn:aws:iam::${accountId}:user/alice`, accountId, name: 'alice' } as const;

/** What the evaluator does not deny in every request. */
function possibleBy(json: unknown) {
  const identity = [{ source: null, policy: parsePolicyDocument(json) }];
  return effectivePermissions({ principal: alice, identity }).possible;
}

function unconfined(json: unknown) {
  return unconfinedActions(parsePolicyDocument(json), account);
}

describe('unconfinedActions', () => {
  it('names no action that the evaluator denies in every request', () => {
    fc.assert(
      fc.property(anyStatements, (statements) => {
        const json = policyOf(...statements);
        expect(unconfined(json).isSubsetOf(possibleBy(json))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('names nothing more behind a further Deny, and nothing less beside a further Allow', () => {
    fc.assert(
      fc.property(anyStatements, anyStatement, (statements, added) => {
        const before = unconfined(policyOf(...statements));
        const after = unconfined(policyOf(...statements, added));
        const [less, more] = added.Effect === 'Deny' ? [after, before] : [before, after];
        expect(less.isSubsetOf(more)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('reads any JSON value', () => {
    fc.assert(
      fc.property(anyDocument, (json) => {
        expect(unconfined(json).isSubsetOf(riskyActions())).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('unconfinedStatements', () => {
  it('says which statement leaves what unconfined', () => {
    const json = policyOf(allow('s3:GetObject'), allow('sqs:*', { Resource: 'arn:aws:sqs:*:*:orders' }), deny('iam:*'));
    const found = unconfinedStatements(parsePolicyDocument(json), account);
    expect(found.map(({ statement: { index }, actions }) => [index, actions.map(catalogue.actionName)])).toEqual([
      [0, ['s3:GetObject']],
    ]);
  });
});
