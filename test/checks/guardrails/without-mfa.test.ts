import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Grant } from '../../../lib/checks/account-view.ts';
import { LEFT_OPEN, openWithPasswordAlone, PASSWORD_ALONE } from '../../../lib/checks/guardrails/without-mfa.ts';
import { catalogue } from '../../../lib/policy/catalogue/catalogue.ts';
import { parsePolicyDocument } from '../../../lib/policy/document.ts';
import { effectivePermissions } from '../../../lib/policy/effective/effective-permissions.ts';
import type { PolicyHolder } from '../../../lib/policy/effective/policy-holder.ts';
import { isTrustAction } from '../../../lib/policy/evaluate/decide.ts';
import { anyStatement } from '../../policy/any-document.ts';

const source: Grant = { source: { policyArn: '' }, document: null, updatedAt: null, throughGroupArn: null };
const policy = fc
  .array(anyStatement, { minLength: 1, maxLength: 3 })
  .map((Statement) => ({ source, policy: parsePolicyDocument({ Version: '2012-10-17', Statement }) }));
const holder: fc.Arbitrary<PolicyHolder<Grant>> = fc
  .record({ identity: fc.array(policy, { maxLength: 3 }), boundary: policy }, { requiredKeys: ['identity'] })
  .map((policies) => ({
    principal: {
      kind: 'user',
      arn: 'arn:aws:iam::111122223333:user/ada',
      accountId: '111122223333',
      name: 'ada',
    },
    ...policies,
  }));

/** The same, by looking at every action that there is. */
function isAnythingOpen(of: PolicyHolder<Grant>): boolean {
  const { possible } = effectivePermissions({ ...of, context: PASSWORD_ALONE });
  return [...possible].some((actionNumber) => {
    const action = catalogue.actionName(actionNumber);
    return !LEFT_OPEN.includes(action) && !isTrustAction(action);
  });
}

describe('openWithPasswordAlone', () => {
  it('finds an action whenever there is one, and none otherwise', () => {
    fc.assert(
      fc.property(holder, (each) => {
        const open = openWithPasswordAlone(each);
        expect(open !== null).toBe(isAnythingOpen(each));
        expect(open?.permission.grants).not.toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('LEFT_OPEN', () => {
  it('names actions that exist', () => {
    expect(LEFT_OPEN.filter((action) => catalogue.actionNumber(action) === null)).toEqual([]);
  });
});
