import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePolicyDocument } from '../../../lib/policy/document.ts';
import { decide } from '../../../lib/policy/evaluate/decide.ts';
import { describeRequest } from '../../../lib/policy/evaluate/request.ts';
import { ACCOUNT, alice, OTHER_ACCOUNT, principalOf } from './asking.ts';
import { type ReferencePolicies, type ReferenceStatement, referenceDecide } from './reference-decide.ts';

const some = <Item>(...items: readonly Item[]) =>
  fc.uniqueArray(fc.constantFrom(...items), { minLength: 1, maxLength: 3 });
const actions = some('*', 's3:*', 'S3:Get*', 's3:GetObject', 's3:*Object', 's3:?etObject', 'sqs:*', 'brandnew:Do*');
const resources = some(
  '*',
  'arn:aws:s3:::a/*',
  'arn:aws:s3:::a/x',
  'arn:aws:s3:::?/x',
  'arn:aws:s3:::*/*/deep',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
  'arn:aws:s3:::a/${aws:username}/*',
);
const condition = fc.dictionary(
  fc.constantFrom(
    'StringEquals',
    'StringNotEquals',
    'StringLikeIfExists',
    'ForAllValues:StringEquals',
    'ForAnyValue:StringEquals',
    'Null',
  ),
  fc.dictionary(fc.constantFrom('aws:RequestedRegion', 'aws:TagKeys'), some('eu-west-1', 'us-east-1', 'team'), {
    minKeys: 1,
    maxKeys: 2,
  }),
  { maxKeys: 2 },
);
const nulls = (written: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>, value: string) =>
  Object.fromEntries(
    Object.entries(written).map(([operator, keys]) => [
      operator,
      operator === 'Null' ? Object.fromEntries(Object.keys(keys).map((key) => [key, [value]])) : keys,
    ]),
  );

const statement: fc.Arbitrary<ReferenceStatement> = fc
  .tuple(
    fc.constantFrom('Allow', 'Allow', 'Deny'),
    fc.oneof(fc.record({ Action: actions }), fc.record({ NotAction: actions })),
    fc.oneof({ weight: 3, arbitrary: fc.record({ Resource: resources }) }, fc.record({ NotResource: resources })),
    fc.option(fc.tuple(condition, fc.constantFrom('true', 'false')), { nil: null }),
  )
  .map(
    ([Effect, action, resource, conditions]): ReferenceStatement => ({
      Effect: Effect === 'Deny' ? 'Deny' : 'Allow',
      ...action,
      ...resource,
      ...(conditions && { Condition: nulls(...conditions) }),
    }),
  );
const ofResource = fc
  .tuple(statement, some(alice, ACCOUNT, '*', OTHER_ACCOUNT))
  .map(([written, AWS]) => ({ ...written, Principal: { AWS } }));

const policies: fc.Arbitrary<ReferencePolicies> = fc.record({
  identity: fc.array(statement, { maxLength: 4 }),
  boundary: fc.option(fc.array(statement, { maxLength: 3 }), { nil: null, freq: 2 }),
  scps: fc.array(fc.array(statement, { minLength: 1, maxLength: 2 }), { maxLength: 2 }),
  resource: fc.array(ofResource, { maxLength: 3 }),
});
const requests = fc.record({
  userArn: fc.constant(alice),
  userName: fc.constant('alice'),
  accountId: fc.constant(ACCOUNT),
  action: fc.constantFrom('s3:GetObject', 's3:PutObject', 'sqs:SendMessage', 'brandnew:DoThis'),
  resource: fc.constantFrom('arn:aws:s3:::a/x', 'arn:aws:s3:::a/alice/1', 'arn:aws:s3:::b/c/deep', '*'),
  resourceAccountId: fc.constantFrom(ACCOUNT, ACCOUNT, OTHER_ACCOUNT),
  context: fc.dictionary(fc.constantFrom('aws:RequestedRegion', 'aws:TagKeys'), some('eu-west-1', 'us-east-1', 'team')),
});

const sourced = (Statement: readonly ReferenceStatement[]) => ({
  source: null,
  policy: parsePolicyDocument({ Version: '2012-10-17', Statement }),
});

describe('decide', () => {
  it('agrees with the reference on every request', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(requests, policies, (request, written) => {
        const { boundary, scps, resource } = written;
        const { decision } = decide(describeRequest({ ...request, principal: principalOf(alice) }), {
          identity: [sourced(written.identity)],
          ...(boundary && { boundary: sourced(boundary) }),
          scps: scps.map((level) => [sourced(level)]),
          resource: sourced(resource),
        });
        expect(decision).toBe(referenceDecide(request, written));
        seen.set(decision, (seen.get(decision) ?? 0) + 1);
      }),
      { numRuns: 10_000 },
    );
    // Each answer came up often enough to mean something.
    for (const decision of ['allowed', 'implicitDeny', 'explicitDeny']) expect(seen.get(decision)).toBeGreaterThan(300);
  });
});
