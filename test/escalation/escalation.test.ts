import { describe, expect, it } from 'vitest';
import { anAccount } from '../builders/an-account.ts';
import { ACCOUNT_ROOT, allowing, EVERYTHING, roleArn, trusting, userArn } from './documents.ts';
import { escalationIn } from './escalate.ts';

const eve = userArn('eve');
const account = anAccount();
const toAccount = trusting({ AWS: ACCOUNT_ROOT });
const assuming = (...roles: string[]) => ({ inline: { own: allowing('sts:AssumeRole', roles.map(roleArn)) } });
const admin = { inline: { all: EVERYTHING } };

/** `eve -> worker -> admin` */
function told(hops: readonly { readonly from: string; readonly to: string }[] | undefined): string {
  const name = (arn = '') => arn.slice(arn.lastIndexOf('/') + 1);
  return [name(hops?.[0]?.from), ...(hops ?? []).map(({ to }) => name(to))].join(' -> ');
}

describe('escalationOf', () => {
  it('takes the shortest of several ways', () => {
    const snapshot = account
      .withUser('eve', assuming('one', 'near'))
      .withRole('one', { trust: toAccount, ...assuming('two') })
      .withRole('two', { trust: toAccount, ...assuming('admin') })
      .withRole('near', { trust: toAccount, ...assuming('admin') })
      .withRole('admin', { trust: toAccount, ...admin })
      .build();
    const [path, ...others] = escalationIn(snapshot).pathsFrom(eve);
    expect(told(path?.hops)).toBe('eve -> near -> admin');
    expect(others).toEqual([]);
  });

  it('lists every technique of the first hop, certain before conditional', () => {
    const own = allowing(['sts:AssumeRole', 'iam:UpdateAssumeRolePolicy', 'lambda:UpdateFunctionCode']);
    const trust = trusting({ AWS: ACCOUNT_ROOT, Service: 'lambda.amazonaws.com' });
    const snapshot = account
      .withUser('eve', { inline: { own } })
      .withRole('admin', { trust, ...admin })
      .build();
    const paths = escalationIn(snapshot).pathsFrom(eve);
    expect(paths.map(({ hops, conditional }) => [hops[0]?.technique, conditional])).toEqual([
      ['iam-012', false],
      ['iam-assume-after-trust-edit', false],
      ['sts-001', false],
      ['lambda-003', true],
    ]);
  });

  it('shows a certain way beside a shorter conditional one', () => {
    const mfa = trusting({ AWS: ACCOUNT_ROOT }, { Bool: { 'aws:MultiFactorAuthPresent': 'true' } });
    const snapshot = account
      .withUser('eve', assuming('admin', 'worker'))
      .withRole('worker', { trust: toAccount, ...assuming('boss') })
      .withRole('admin', { trust: mfa, ...admin })
      .withRole('boss', { trust: toAccount, ...admin })
      .build();
    const paths = escalationIn(snapshot).pathsFrom(eve);
    expect(paths.map(({ hops, conditional }) => [told(hops), conditional])).toEqual([
      ['eve -> admin', true],
      ['eve -> worker -> boss', false],
    ]);
  });

  it('is not led in circles', () => {
    const snapshot = account
      .withUser('eve', assuming('one'))
      .withRole('one', { trust: toAccount, ...assuming('two') })
      .withRole('two', { trust: toAccount, ...assuming('one') })
      .build();
    expect(escalationIn(snapshot).pathsFrom(eve)).toEqual([]);
  });

  it('does not go back through where it came from', () => {
    const snapshot = account
      .withUser('eve', assuming('admin', 'worker'))
      .withRole('worker', { trust: toAccount, inline: { own: allowing('iam:CreateAccessKey', eve) } })
      .withRole('admin', { trust: toAccount, ...admin })
      .build();
    expect(
      escalationIn(snapshot)
        .pathsFrom(eve)
        .map(({ hops }) => told(hops)),
    ).toEqual(['eve -> admin']);
  });

  it('puts together what two roles can do that one principal controls', () => {
    const snapshot = account
      .withUser('eve', assuming('editor', 'worker'))
      .withRole('editor', { trust: toAccount, inline: { own: allowing('iam:PutRolePolicy', roleArn('worker')) } })
      .withRole('worker', { trust: toAccount })
      .build();
    const [path] = escalationIn(snapshot).pathsFrom(eve);
    expect(path?.target).toBe(roleArn('worker'));
    expect(path?.hops.map(({ from, to, technique }) => [told([{ from, to }]), technique])).toEqual([
      ['eve -> worker', 'sts-001'],
      ['eve -> editor', 'sts-001'],
      ['editor -> worker', 'iam-005'],
    ]);
  });

  it('finds all ways to one principal as it does those from each', () => {
    const snapshot = account
      .withUser('eve', assuming('one'))
      .withUser('adam')
      .withRole('one', { trust: toAccount, ...assuming('two') })
      .withRole('two', { trust: toAccount })
      .build();
    const escalation = escalationIn(snapshot);
    const paths = escalation.pathsTo(roleArn('two'));
    expect(Array.from(paths.values(), ([path]) => told(path?.hops))).toEqual(['eve -> one -> two', 'one -> two']);
    for (const [from, ways] of paths) expect(ways).toEqual(escalation.pathsBetween(from, roleArn('two')));
    expect(escalation.pathsTo(roleArn('nobody')).size).toBe(0);
  });

  it('says that it stopped where a path is too long', () => {
    const names = Array.from({ length: 14 }, (_, index) => `hop-${index}`);
    const chain = names.reduce(
      (builder, name, index) => builder.withRole(name, { trust: toAccount, ...assuming(names[index + 1] ?? 'admin') }),
      account.withUser('eve', assuming('hop-0')).withRole('admin', { trust: toAccount, ...admin }),
    );
    const escalation = escalationIn(chain.build());
    expect(escalation.pathsFrom(eve)).toEqual([]);
    expect(escalation.pathsFrom(roleArn('hop-10'))).toHaveLength(1);
    expect(escalation.isCut).toBe(true);
  });

  it('knows an administrator by what the policies add up to', () => {
    const half = (services: string) => ({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', NotAction: services, Resource: '*' }],
    });
    const snapshot = account
      .withUser('both', { inline: { one: half('s3:*'), other: half('iam:*') } })
      .withUser('one', { inline: { one: half('iam:*') } })
      .build();
    const escalation = escalationIn(snapshot);
    expect(escalation.isAdmin(userArn('both'))).toBe(true);
    expect(escalation.isAdmin(userArn('one'))).toBe(false);
    expect(escalation.pathsFrom(userArn('both'))).toEqual([]);
  });

  it('begins outside too: other accounts and identity providers', () => {
    const provider = 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com';
    const web = {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Federated: provider },
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: { StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:acme/*' } },
        },
      ],
    };
    const snapshot = account
      .withRole('deploy', { trust: web, ...admin })
      .withRole('audit', { trust: trusting({ AWS: '999988887777' }), ...admin })
      .build();
    const escalation = escalationIn(snapshot);
    expect(escalation.entryPoints).toEqual([provider, '999988887777']);
    expect(escalation.pathsFrom(provider)[0]?.hops[0]?.conditions).toEqual([
      'token.actions.githubusercontent.com:sub matches "repo:acme/*"',
    ]);
    expect(escalation.pathsFrom('999988887777').map(({ conditional }) => conditional)).toEqual([false]);
    expect([...escalation.all().keys()]).toEqual([]);
  });

  it('finds the way to somebody who is no administrator', () => {
    const snapshot = account
      .withUser('eve', assuming('worker'))
      .withRole('worker', { trust: toAccount, ...assuming('reader') })
      .withRole('reader', { trust: toAccount })
      .build();
    const escalation = escalationIn(snapshot);
    expect(escalation.pathsBetween(eve, roleArn('reader')).map(({ hops }) => told(hops))).toEqual([
      'eve -> worker -> reader',
    ]);
    expect(escalation.pathsBetween(roleArn('reader'), eve)).toEqual([]);
    expect(escalation.takeoversBy(eve).map(({ technique, targets }) => [technique, targets])).toEqual([
      ['sts-001', [roleArn('worker')]],
    ]);
  });

  it('finds who can take over one of some, by way of those alone who pass, and the shortest way', () => {
    const snapshot = account
      .withUser('eve', assuming('worker'))
      .withUser('dan', assuming('*'))
      .withRole('worker', { trust: toAccount, ...assuming('reader') })
      .withRole('reader', { trust: toAccount })
      .build();
    const escalation = escalationIn(snapshot);
    const takers = (passes: (arn: string) => boolean) =>
      Object.fromEntries(escalation.takersOf([roleArn('reader')], passes));
    expect(takers(() => true)).toEqual({
      [roleArn('worker')]: roleArn('reader'),
      [userArn('dan')]: roleArn('reader'),
      [eve]: roleArn('worker'),
    });
    expect(takers((arn) => arn !== roleArn('worker'))).toEqual({ [userArn('dan')]: roleArn('reader') });
    expect(escalation.takersOf([], () => true).size).toBe(0);
  });
});
