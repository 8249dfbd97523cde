import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { viewOf } from '../../../lib/checks/account-view.ts';
import { leftToHolders } from '../../../lib/checks/policy/left-to-holders.ts';
import { unconfinedActions } from '../../../lib/checks/policy/unconfined-actions.ts';
import { heldPolicies } from '../../../lib/checks/policy-holder.ts';
import { catalogue } from '../../../lib/policy/catalogue/catalogue.ts';
import { parsePolicyDocument } from '../../../lib/policy/document.ts';
import { effectivePermissions } from '../../../lib/policy/effective/effective-permissions.ts';
import { type AccountBuilder, anAccount } from '../../builders/an-account.ts';
import { allow, policyOf, ROLE_ARN, withinBoundary, withPolicy } from './a-policy.ts';
import { anyStatements } from './any-policy.ts';

const { account } = anAccount().build();

function left(story: AccountBuilder, actions: readonly number[]) {
  const view = viewOf(story.build());
  const { evidence } = leftToHolders(view, view.principals, () => actions);
  const lacks = Array.isArray(evidence.partlyFor) ? evidence.partlyFor.flatMap(({ lacks }) => lacks) : [];
  return { view, evidence, lacks };
}

const numberOf = (action: string) => catalogue.actionNumber(action) ?? -1;

describe('leftToHolders', () => {
  it('leaves nobody what the evaluator says is denied in every request', () => {
    fc.assert(
      fc.property(anyStatements, anyStatements, fc.option(anyStatements), (own, others, boundary) => {
        const inline = { other: policyOf(...others) };
        const story =
          boundary === null
            ? withPolicy(policyOf(...own), { inline })
            : withinBoundary(policyOf(...own), policyOf(...boundary));
        const actions = [...unconfinedActions(parsePolicyDocument(policyOf(...own)), account)];
        const { view, evidence } = left(story, actions);
        const [principal] = view.principals;
        if (principal === undefined) throw new Error('the story has no principal');
        const { possible } = effectivePermissions(heldPolicies(view, principal).holder);
        if (evidence.effectiveCount === 1 && actions.length > 0)
          expect(actions.some((action) => possible.has(action))).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('settles what is known of a holder', () => {
    const Condition = { StringEquals: { 'aws:PrincipalTag/team': 'data' } };
    const document = policyOf(allow('s3:*'), { Effect: 'Deny', Action: 's3:*', Resource: '*', Condition });
    const user = (team: string) => anAccount().withUser('ada', { inline: { own: document }, tags: { team } });
    expect(left(user('data'), [numberOf('s3:GetObject')]).evidence).toMatchObject({
      effectiveCount: 0,
      stoppedCount: 1,
    });
    expect(left(user('shop'), [numberOf('s3:GetObject')]).evidence).toMatchObject({ effectiveCount: 1 });
  });

  it('names some of those who have it, and counts all', () => {
    const many = Array.from({ length: 30 }, (_, at) => `role${at}`);
    const story = many.reduce((account, name) => account.withRole(name), anAccount());
    const { evidence } = left(story, [numberOf('s3:GetObject')]);
    expect(evidence).toMatchObject({ effectiveFor: { length: 10 }, effectiveCount: 30 });
  });

  it('names some of what a holder lacks', () => {
    const actions = Array.from({ length: 50 }, (_, at) => numberOf('ec2:CreateTags') + at);
    const { evidence, lacks } = left(
      withinBoundary(policyOf(allow('ec2:*')), policyOf(allow('ec2:CreateTags'))),
      actions,
    );
    expect(evidence).toMatchObject({ partlyFor: [{ arn: ROLE_ARN, actionCount: 1 }] });
    expect(lacks).toHaveLength(10);
  });
});
