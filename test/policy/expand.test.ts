import { describe, expect, it } from 'vitest';
import { catalogue } from '../../lib/policy/catalogue/catalogue.ts';
import { expandActions, namedService } from '../../lib/policy/expand.ts';
import { referenceMatches } from './reference-matcher.ts';

const namesOf = (...patterns: readonly string[]) =>
  [...expandActions(patterns).actions].map((actionNumber) => catalogue.actionName(actionNumber));

describe('expandActions', () => {
  it.each([
    'sqs:*',
    'sqs:Get*',
    'sqs:*Message*',
    'sqs:?etQueueUrl',
    'sqs:SEND*',
    'sqs:*e',
    'sqs:ListQueues',
    'sqs:*?*',
    'sqs:**',
  ])('expands %s as the reference matcher reads it', (pattern) => {
    const expected = catalogue
      .lowerCaseNames('sqs')
      .filter((name) => referenceMatches(pattern.toLowerCase(), `sqs:${name}`))
      .map((name) => `sqs:${name}`);
    expect(expected).not.toEqual([]);
    expect(namesOf(pattern).map((name) => name.toLowerCase())).toEqual(expected);
  });

  it('joins the patterns of one list', () => {
    expect(namesOf('sts:AssumeRole', 'STS:GetCallerIdentity', 'sts:AssumeRole')).toEqual([
      'sts:AssumeRole',
      'sts:GetCallerIdentity',
    ]);
  });

  it.each(['*', '**', '*:*'])('takes %s for every action', (pattern) => {
    expect(expandActions([pattern]).actions.count()).toBe(catalogue.actionCount);
  });

  it.each([
    ['an action mistyped', 's3:GetObjekt'],
    ['a pattern that matches nothing', 's3:Fetch*'],
    ['a service that does not exist', 's4:GetObject'],
    ['a service that objects have', 'constructor:*'],
    // "Action vendors must not contain wildcards": IAM refuses them when the policy is written.
    ['a wildcard in the service', 's*:GetObject'],
    ['a wildcard for the service', '*:GetObject'],
    ['a wildcard before the colon', 's3*'],
    ['a second colon', 's3:Get:Object'],
    ['spaces', ' s3:GetObject'],
    ['nothing', ''],
  ])('keeps and reports %s', (_, pattern) => {
    expect(expandActions(['sts:AssumeRole', pattern])).toMatchObject({ unknown: [pattern] });
    expect(namesOf('sts:AssumeRole', pattern)).toEqual(['sts:AssumeRole']);
  });

  it('expands a list of patterns made to be slow in reasonable time', () => {
    const patterns = Array.from({ length: 1_000 }, (_, index) => `ec2:${'*a'.repeat(40)}${index}*`);
    const start = performance.now();
    expect(expandActions(patterns).unknown).toHaveLength(1_000);
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});

describe('namedService', () => {
  it.each([
    ['S3:GetObject', 's3'],
    ['newservice:*', 'newservice'],
    ['*', null],
    ['*:*', null],
    ['s*:Get*', null],
    ['s3', null],
    [':Get', null],
  ])('says that %s names %s', (pattern, service) => {
    expect(namedService(pattern)).toBe(service);
  });
});
