import fc from 'fast-check';
import type { StatementSpec } from './a-policy.ts';

const action = fc.constantFrom(
  '*',
  's3:*',
  's3:Get*',
  's3:GetObject',
  'iam:*',
  'iam:PassRole',
  'sqs:*',
  'ecr:*',
  'sts:*',
);
const resource = fc.constantFrom(
  '*',
  'arn:aws:s3:::*',
  'arn:aws:s3:::*/*',
  'arn:aws:s3:::reports/*',
  'arn:aws:iam::*:role/*',
  'arn:aws:iam::111122223333:*',
  'arn:aws:sqs:*:*:*',
  'arn:aws:sqs:eu-west-1:111122223333:orders',
);
const elements = fc.oneof(
  fc.record({ Resource: fc.oneof(resource, fc.array(resource, { minLength: 1, maxLength: 3 })) }),
  fc.record({ NotResource: resource }),
);
const condition = fc.constantFrom({}, {}, { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } });
/** Of actions and resources that overlap in all ways, with and without a condition. */
export const anyStatement: fc.Arbitrary<StatementSpec> = fc
  .tuple(fc.constantFrom('Allow', 'Allow', 'Deny'), action, elements, condition)
  .map(([Effect, Action, where, when]) => ({ Effect, Action, ...where, ...when }));
export const anyStatements = fc.array(anyStatement, { minLength: 1, maxLength: 4 });
