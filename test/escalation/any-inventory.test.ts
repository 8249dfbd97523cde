import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../lib/snapshot/snapshot.ts';
import { anAccount } from '../builders/an-account.ts';
import { ACCOUNT_ID } from '../builders/naming.ts';
import { allowing, denying, EVERYTHING, roleArn, trusting, userArn } from './documents.ts';
import { techniquesOf } from './escalate.ts';

const roles = ['admin', 'worker'] as const;
const names = ['shop', 'orders'] as const;
const kinds = {
  'Step Functions state machine': (name: string) => `arn:aws:states:eu-west-1:${ACCOUNT_ID}:stateMachine:${name}`,
  'CodeBuild project': (name: string) => `arn:aws:codebuild:eu-west-1:${ACCOUNT_ID}:project/${name}`,
};
const actions = ['states:UpdateStateMachine', 'states:StartExecution', 'codebuild:StartBuild', 'iam:PassRole'];
const services = ['states.amazonaws.com', 'codebuild.amazonaws.com'];

const kind = fc.constantFrom('Step Functions state machine', 'CodeBuild project');
const facts = fc.record({
  trusted: fc.record({ admin: fc.subarray(services), worker: fc.subarray(services) }),
  allowed: fc.subarray(actions),
  on: fc.constantFrom('*', '*shop', '*orders'),
  underMfa: fc.boolean(),
  denied: fc.constantFrom(null, '*shop', '*'),
  items: fc.array(fc.record({ kind, name: fc.constantFrom(...names), role: fc.constantFrom(...roles) }), {
    maxLength: 4,
  }),
  isComplete: fc.boolean(),
});

type Facts = typeof facts extends fc.Arbitrary<infer Value> ? Value : never;

function snapshotOf(
  { trusted, allowed, on, underMfa, denied, items, isComplete }: Facts,
  isInventoried: boolean,
): Snapshot {
  const mfa = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
  const own = allowing([...allowed, 's3:ListBucket'], on, underMfa ? mfa : undefined);
  const inline = denied === null ? { own } : { own, not: denying('states:*', denied) };
  const regions = isComplete ? ['eu-west-1', 'us-east-1'] : ['eu-west-1'];
  const workloads = (['Step Functions state machine', 'CodeBuild project'] as const).map((each) => ({
    kind: each,
    regions,
    isComplete,
    items: items
      .filter((item) => item.kind === each)
      .map(({ name, role }) => ({ arn: kinds[each](name), region: 'eu-west-1', roleArn: roleArn(role) })),
  }));
  return anAccount()
    .with({ workloads: isInventoried ? workloads : null })
    .withRole('admin', {
      inline: { all: EVERYTHING },
      trust: trusting({ Service: [...trusted.admin, 'x.amazonaws.com'] }),
    })
    .withRole('worker', { trust: trusting({ Service: [...trusted.worker, 'x.amazonaws.com'] }) })
    .withUser('eve', { inline })
    .build();
}

describe('escalationOf, with any inventory', () => {
  it('finds no path that was not at least under conditions without it', () => {
    fc.assert(
      fc.property(facts, (each) => {
        const without = techniquesOf(snapshotOf(each, false), userArn('eve'));
        const found = techniquesOf(snapshotOf(each, true), userArn('eve'));
        for (const technique of found.keys()) expect([...without.keys()]).toContain(technique);
        for (const [technique, isConditional] of without) if (!isConditional) expect(found.get(technique)).toBe(false);
      }),
      { numRuns: 200 },
    );
  });
});
