import { InvalidArgumentError } from 'commander';
import { describe, expect, it } from 'vitest';
import { viewOf } from '../../../lib/checks/account-view.ts';
import { collectContext, findPrincipal, parseAction, parseResource } from '../../../lib/cli/access/question.ts';
import { UsageError } from '../../../lib/errors.ts';
import { anAccount } from '../../builders/an-account.ts';

describe('parseAction and parseResource', () => {
  it.each(['s3:GetObject', 'execute-api:Invoke', 'S3:getobject'])('takes %s', (action) => {
    expect(parseAction(action)).toBe(action);
  });

  it.each(['s3:*', 'GetObject', 's3:', ':x', 's3:Get Object', 's3:Get?'])('refuses %j', (action) => {
    expect(() => parseAction(action)).toThrow(InvalidArgumentError);
  });

  it('takes an ARN or a star for a resource, and nothing else', () => {
    expect(parseResource('*')).toBe('*');
    expect(parseResource('arn:aws:s3:::reports')).toBe('arn:aws:s3:::reports');
    expect(() => parseResource('reports')).toThrow(InvalidArgumentError);
  });
});

describe('collectContext', () => {
  it('collects keys, several values of one, and values with an equals sign', () => {
    const context = [
      'aws:SourceIp=192.0.2.1',
      'aws:TagKeys=a',
      'aws:TagKeys=b',
      's3:prefix=a=b',
      'aws:Referer=',
    ].reduce((previous, value) => collectContext(value, previous), {});
    expect(context).toEqual({
      'aws:SourceIp': ['192.0.2.1'],
      'aws:TagKeys': ['a', 'b'],
      's3:prefix': ['a=b'],
      'aws:Referer': [''],
    });
  });

  it.each(['aws:SourceIp', '=x', ''])('refuses %j', (value) => {
    expect(() => collectContext(value)).toThrow('KEY=VALUE');
  });

  it('takes no key for one that every object has', () => {
    expect(collectContext('constructor=x')).toEqual({ constructor: ['x'] });
  });
});

describe('findPrincipal', () => {
  const account = viewOf(
    anAccount()
      .withGroup('admins')
      .withUser('alice', { path: '/people/' })
      .withUser('ci')
      .withRole('ci')
      .withRole('deploy', { path: '/ci/' })
      .build(),
  );
  const find = (text: string) => findPrincipal(account, text);

  it('finds users and roles by ARN and by name', () => {
    expect(find('alice').arn).toBe('arn:aws:iam::111122223333:user/people/alice');
    expect(find('arn:aws:iam::111122223333:role/ci/deploy').held.holder.principal).toMatchObject({
      kind: 'role',
      name: 'deploy',
    });
    expect(find('arn:aws:iam::111122223333:role/ci').arn).toBe('arn:aws:iam::111122223333:role/ci');
  });

  it('finds a session by its role, whose path it does not say', () => {
    const arn = 'arn:aws:sts::111122223333:assumed-role/deploy/build-7';
    expect(find(arn)).toMatchObject({
      arn,
      held: { holder: { principal: { arn: 'arn:aws:iam::111122223333:role/ci/deploy', sessionArn: arn } } },
    });
  });

  it('knows the root user', () => {
    expect(find('arn:aws:iam::111122223333:root').held.holder).toMatchObject({
      principal: { kind: 'root' },
      identity: [],
    });
  });

  it.each([
    ['ci', 'name one by its ARN: arn:aws:iam::111122223333:user/ci or arn:aws:iam::111122223333:role/ci'],
    ['admins', 'a group makes no requests'],
    ['arn:aws:iam::111122223333:group/admins', 'a group makes no requests'],
    ['Alice', 'no user or role of account 111122223333 is called that; did you mean alice?'],
    ['arn:aws:iam::111122223333:user/alice', 'no user or role of account 111122223333 has this ARN'],
    ['arn:aws:iam::444455556666:root', 'has this ARN'],
    ['arn:aws:sts::111122223333:assumed-role/gone/x', 'has this ARN'],
  ])('says of %s: %s', (text, message) => {
    expect(() => find(text)).toThrow(UsageError);
    expect(() => find(text)).toThrow(message);
  });
});
