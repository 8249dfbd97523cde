import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../lib/policy/catalogue/catalogue.ts';
import { namesAction } from '../../lib/policy/expand.ts';
import { statementsOn } from '../../lib/policy/statements-on.ts';
import { anyStatement } from './any-document.ts';
import { allow, deny, policy } from './policies.ts';

const asked = (action: string) => ({ action: action.toLowerCase(), actionNumber: catalogue.actionNumber(action) });
const actions = [
  's3:GetObject',
  's3:PutObject',
  'iam:PassRole',
  'sts:AssumeRole',
  'ec2:RunInstances',
  'brandnew:DoThis',
];
/** More often than a policy answers from its text. */
const OFTEN = 40;

describe('statementsOn', () => {
  it('finds the statements of an effect that speak of an action, in order', () => {
    const document = policy(
      allow('s3:*'),
      deny('s3:*'),
      allow('sqs:*'),
      { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' },
      allow(['iam:*', 's3:GetObject']),
    );
    for (let time = 0; time < OFTEN; time++) {
      expect(statementsOn(document, 'Allow', asked('s3:GetObject')).map(({ index }) => index)).toEqual([0, 3, 4]);
      expect(statementsOn(document, 'Deny', asked('s3:GetObject')).map(({ index }) => index)).toEqual([1]);
      expect(statementsOn(document, 'Allow', asked('brandnew:DoThis')).map(({ index }) => index)).toEqual([3]);
      expect(statementsOn(document, 'Deny', asked('iam:PassRole'))).toEqual([]);
    }
  });

  it('finds the same however often it is asked', () => {
    fc.assert(
      fc.property(fc.array(anyStatement, { maxLength: 6 }), (statements) => {
        const document = policy(...statements);
        for (const action of actions) {
          const first = statementsOn(document, 'Allow', asked(action));
          for (let time = 0; time < OFTEN; time++) statementsOn(document, 'Deny', asked(action));
          expect(statementsOn(document, 'Allow', asked(action))).toEqual(first);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('namesAction', () => {
  it.each([
    ['*', true],
    ['**', true],
    ['*:*', true],
    ['s3:*', true],
    ['S3:Get*', true],
    ['s3:?etobject', true],
    ['s3:GetObject', true],
    ['s3:GetObjectAcl', false],
    ['s*:GetObject', false],
    ['*:GetObject', false],
    ['*s3:GetObject', false],
    ['GetObject', false],
    ['s3', false],
    ['', false],
    ['iam:GetObject', false],
  ])('%s: %s', (pattern, expected) => {
    expect(namesAction(pattern, 's3:getobject')).toBe(expected);
  });

  it('takes a text without a colon for no action', () => {
    expect(namesAction('getobject', 'getobject')).toBe(false);
    expect(namesAction('*', 'getobject')).toBe(true);
  });
});
