import { describe, expect, it } from 'vitest';
import { namingsOf, type Principal, parsePrincipal } from '../../../lib/policy/evaluate/principal.ts';
import type { Principals } from '../../../lib/policy/statement.ts';
import { ACCOUNT, alice, deployer, deployerSession, OTHER_ACCOUNT, principalOf } from './asking.ts';

const nobody: Principals = { any: false, aws: [], service: [], federated: [], canonicalUser: [] };

describe('parsePrincipal', () => {
  it.each<[string, Partial<Principal>]>([
    [ACCOUNT, { kind: 'root', accountId: ACCOUNT }],
    [`arn:aws-us-gov:iam::${ACCOUNT}:root`, { kind: 'root', accountId: ACCOUNT }],
    [`arn:aws:iam::${ACCOUNT}:user/ops/alice`, { kind: 'user', name: 'alice' }],
    [deployer, { kind: 'role', name: 'deployer', sessionArn: null }],
    [deployerSession, { kind: 'role', name: 'deployer', sessionArn: deployerSession }],
    [`arn:aws:sts::${ACCOUNT}:federated-user/alice`, { kind: 'federated-user', name: 'alice' }],
  ])('reads %s', (text, expected) => {
    expect(parsePrincipal(text)).toMatchObject(expected);
  });

  it.each([
    '',
    '*',
    '1234',
    'alice',
    'AROAEXAMPLE',
    `arn:aws:iam::${ACCOUNT}:user/`,
    `arn:aws:iam::${ACCOUNT}:group/admins`,
    `arn:aws:sts::${ACCOUNT}:assumed-role/deployer`,
  ])('finds no principal in %s', (text) => {
    expect(parsePrincipal(text)).toBeNull();
  });
});

describe('namingsOf', () => {
  it.each([
    ['a session by its role, whatever the path', deployerSession, deployer, ['role']],
    ['a session by itself', deployerSession, deployerSession, ['session']],
    ['a role by its ARN with the path', deployer, deployer, ['role']],
    ['no role by its ARN without the path', deployer, `arn:aws:iam::${ACCOUNT}:role/deployer`, []],
    ['no session by a role whose name ends alike', deployerSession, `arn:aws:iam::${ACCOUNT}:role/auto-deployer`, []],
    ['no session by the role of another account', deployerSession, `arn:aws:iam::${OTHER_ACCOUNT}:role/deployer`, []],
    ['a user by the account', alice, ACCOUNT, ['account']],
    ['no user by a wildcard in an ARN', alice, `arn:aws:iam::${ACCOUNT}:user/*`, []],
    ['no user by a name in another case', alice, `arn:aws:iam::${ACCOUNT}:user/Alice`, []],
  ])('names %s', (_, principal, named, expected) => {
    expect(namingsOf({ ...nobody, aws: [named] }, principalOf(principal))).toEqual(expected);
  });

  it('names those who are not of IAM by themselves, and everybody by *', () => {
    const lambda: Principal = { kind: 'service', name: 'lambda.amazonaws.com' };
    const owner: Principal = { kind: 'canonical-user', id: '79a59df900b949e5' };
    expect(namingsOf({ ...nobody, service: ['lambda.amazonaws.com'] }, lambda)).toEqual(['itself']);
    expect(namingsOf({ ...nobody, canonicalUser: ['79a59df900b949e5'] }, owner)).toEqual(['itself']);
    expect(namingsOf({ ...nobody, any: true }, { kind: 'anonymous' })).toEqual(['any']);
    expect(namingsOf({ ...nobody, service: ['*'] }, lambda)).toEqual([]);
  });
});
