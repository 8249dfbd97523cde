import { describe, expect, it } from 'vitest';
import {
  checkNewName,
  checkPath,
  isBelow,
  parameterArn,
  parseReference,
} from '../../../lib/sandbox/ssm/parameter-name.ts';
import { expectAwsError } from '../calling.ts';

const scope = { partition: 'aws', region: 'us-east-2', accountId: '111122223333' };
const arnOf = (name: string) => parameterArn(scope, name);

describe('checkNewName', () => {
  it.each([
    'plain',
    '/account-auditor/config',
    '/a/b.c/d_e/F-1',
    `/${Array.from({ length: 15 }, (_, level) => `l${level}`).join('/')}`,
    // The 45 characters of the ARN before the name count.
    `/${'n'.repeat(1011 - 45)}`,
  ])('takes %s', (name) => {
    expect(checkNewName(name, arnOf)).toBe(name);
  });

  it('removes the spaces around a name', () => {
    expect(checkNewName(' /a/b ', arnOf)).toBe('/a/b');
  });

  it.each([
    ['a character that is not allowed', '/a/b c', 'ValidationException'],
    ['a colon', '/a:1', 'ValidationException'],
    ['an empty level', '/a//b', 'ValidationException'],
    ['a slash at the end', '/a/', 'ValidationException'],
    ['nothing', '', 'ValidationException'],
    ['a hierarchy without its first slash', 'a/b', 'ValidationException'],
    ['the prefix aws', 'awsome', 'ValidationException'],
    ['the prefix ssm in capitals', '/SSM/x', 'ValidationException'],
    ['the reserved hierarchy', '/aws/service/x', 'AccessDeniedException'],
    ['a sixteenth level', '/l'.repeat(16), 'HierarchyLevelLimitExceededException'],
    ['an ARN of 1,012 characters', `/${'n'.repeat(1012 - 45)}`, 'ValidationException'],
  ])('refuses %s', (_, name, code) => {
    expectAwsError(code, () => checkNewName(name, arnOf));
  });
});

describe('checkPath', () => {
  it.each(['/', '/a', '/a/', '/a/b-c/d.e'])('takes %s', (path) => {
    expect(() => checkPath(path)).not.toThrow();
  });

  it.each(['', 'a', '//', '/a//b', '/a*', '/a b'])('refuses "%s"', (path) => {
    expectAwsError('ValidationException', () => checkPath(path));
  });
});

describe('isBelow', () => {
  it.each([
    ['/a', '/a/b', true, true],
    ['/a/', '/a/b', true, true],
    ['/a', '/a/b/c', false, true],
    ['/a', '/a', false, false],
    ['/a', '/ab/c', false, false],
    ['/', '/a', true, true],
    ['/', 'plain', true, true],
    ['/', '/a/b', false, true],
  ])('below %s: %s directly %s, at any depth %s', (path, name, directly, anyDepth) => {
    expect([isBelow(path, name, false), isBelow(path, name, true)]).toEqual([directly, anyDepth]);
  });
});

describe('parseReference', () => {
  it.each([
    ['/a/b', { names: ['/a/b'] }],
    ['/a/b:3', { names: ['/a/b'], selector: '3' }],
    ['plain:prod', { names: ['plain'], selector: 'prod' }],
    ['arn:aws:ssm:us-east-2:111122223333:parameter/a/b:3', { names: ['/a/b', 'a/b'], selector: '3' }],
  ])('reads %s', (requested, reference) => {
    expect(parseReference(requested)).toEqual(reference);
  });
});
