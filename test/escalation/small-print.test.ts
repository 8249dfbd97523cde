import { describe, expect, it } from 'vitest';
import { anAccount } from '../builders/an-account.ts';
import {
  ACCOUNT_ROOT,
  allowing,
  denying,
  EVERYTHING,
  groupArn,
  policyArnOf,
  roleArn,
  trusting,
  userArn,
} from './documents.ts';
import { escalationIn, techniquesOf } from './escalate.ts';

const eve = userArn('eve');
const account = anAccount();
const reading = allowing('s3:GetObject');
const toAccount = trusting({ AWS: ACCOUNT_ROOT });
const toLambda = trusting({ Service: 'lambda.amazonaws.com' });
const admin = { inline: { all: EVERYTHING } };

describe('a new version of a policy', () => {
  const rewriting = allowing('iam:CreatePolicyVersion');

  it('is of no use where nobody holds the policy whom the attacker is or becomes', () => {
    const snapshot = account
      .withPolicy('team', reading)
      .withRole('worker', { policies: ['team'], trust: toLambda })
      .withUser('eve', { inline: { own: rewriting } })
      .build();
    expect([...techniquesOf(snapshot, eve)]).toEqual([]);
  });

  it('cannot be written of a policy that AWS manages', () => {
    const snapshot = account
      .withAwsManagedPolicy('ReadOnlyAccess', reading)
      .withUser('eve', { policies: ['ReadOnlyAccess'], inline: { own: rewriting } })
      .build();
    expect([...techniquesOf(snapshot, eve)]).toEqual([]);
  });

  it('reaches whoever holds the policy through a group', () => {
    const snapshot = account
      .withPolicy('team', reading)
      .withGroup('team', { policies: ['team'] })
      .withUser('eve', { groups: ['team'], inline: { own: rewriting } })
      .build();
    expect([...techniquesOf(snapshot, eve)]).toEqual([['iam-001', false]]);
  });

  it('needs one deleted where there are five', () => {
    const dormantVersions = [1, 2, 3, 4].map(() => ({ document: reading }));
    const full = account.withPolicy('team', reading, { dormantVersions });
    const withActions = (...actions: string[]) =>
      full.withUser('eve', { policies: ['team'], inline: { own: allowing(actions) } }).build();
    expect([...techniquesOf(withActions('iam:CreatePolicyVersion'), eve)]).toEqual([]);
    const both = withActions('iam:CreatePolicyVersion', 'iam:DeletePolicyVersion');
    expect([...techniquesOf(both, eve)]).toEqual([['iam-001', false]]);
  });
});

describe('a dormant version', () => {
  const setting = allowing('iam:SetDefaultPolicyVersion');

  it('is of no use where it grants no more', () => {
    const snapshot = account
      .withPolicy('team', reading, { dormantVersions: [{ document: reading }] })
      .withUser('eve', { policies: ['team'], inline: { own: setting } })
      .build();
    expect([...techniquesOf(snapshot, eve)]).toEqual([]);
  });

  it('leads on where it grants what leads on', () => {
    const snapshot = account
      .withPolicy('team', reading, { dormantVersions: [{ document: allowing('iam:PutUserPolicy') }] })
      .withUser('eve', { policies: ['team'], inline: { own: setting } })
      .build();
    const [path] = escalationIn(snapshot).pathsFrom(eve);
    expect(path?.hops.map(({ technique }) => technique)).toEqual(['iam-set-default-policy-version', 'iam-007']);
    expect(path?.hops[0]?.revived).toEqual({ policyArn: policyArnOf('team'), versionId: 'v1' });
  });

  it('makes an administrator, and the path says which version does', () => {
    const dormantVersions = [{ document: reading }, { document: EVERYTHING }];
    const snapshot = account
      .withPolicy('team', reading, { dormantVersions })
      .withUser('eve', { policies: ['team'], inline: { own: setting } })
      .build();
    expect(escalationIn(snapshot).pathsFrom(eve)[0]?.hops).toMatchObject([
      { technique: 'iam-set-default-policy-version', revived: { policyArn: policyArnOf('team'), versionId: 'v2' } },
    ]);
  });
});

describe('a role whose policies are rewritten', () => {
  it.each(['iam:AttachRolePolicy', 'iam:PutRolePolicy'])(
    'is of no use to a user without a way into it: %s',
    (action) => {
      const snapshot = account
        .withRole('worker', { trust: toLambda })
        .withUser('eve', { inline: { own: allowing(action) } })
        .build();
      expect([...techniquesOf(snapshot, eve)]).toEqual([]);
    },
  );

  it('is of use to a user who passes it to a service', () => {
    const own = allowing(['iam:PutRolePolicy', 'iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction']);
    const snapshot = account.withRole('worker', { trust: toLambda }).withUser('eve', { inline: { own } }).build();
    const [path] = escalationIn(snapshot).pathsFrom(eve);
    expect(path?.hops.map(({ technique }) => technique)).toEqual(['lambda-001', 'iam-005']);
    expect(path?.target).toBe(roleArn('worker'));
  });

  it('is no role of Identity Center and none of a service', () => {
    const snapshot = account
      .withRole('AWSReservedSSO_Dev_1a2b3c', { path: '/aws-reserved/sso.amazonaws.com/', ...admin })
      .withRole('AWSServiceRoleForSupport', { path: '/aws-service-role/support.amazonaws.com/', ...admin })
      .withUser('eve', { inline: { own: allowing('iam:*Role*') } })
      .build();
    expect([...techniquesOf(snapshot, eve)]).toEqual([]);
  });
});

describe('a group', () => {
  it('helps its members only', () => {
    const snapshot = account
      .withGroup('team')
      .withUser('eve', { inline: { own: allowing(['iam:PutGroupPolicy', 'iam:AttachGroupPolicy']) } })
      .build();
    expect([...techniquesOf(snapshot, eve)]).toEqual([]);
  });

  it('helps whoever can become a member', () => {
    const own = allowing(['iam:PutGroupPolicy', 'iam:AddUserToGroup'], groupArn('team'));
    const snapshot = account
      .withGroup('team', { inline: { some: reading } })
      .withUser('eve', { inline: { own } })
      .build();
    const [path] = escalationIn(snapshot).pathsFrom(eve);
    expect(path?.hops.map(({ technique }) => technique)).toEqual(['iam-013', 'iam-011']);
  });
});

describe('a trust policy of the same account', () => {
  const toEve = trusting({ AWS: eve });

  it('needs no permission of a user whom it names', () => {
    const snapshot = account
      .withRole('admin', { ...admin, trust: toEve })
      .withUser('eve')
      .build();
    const [path] = escalationIn(snapshot).pathsFrom(eve);
    expect(path?.hops).toEqual([
      {
        from: eve,
        to: roleArn('admin'),
        technique: 'sts-001',
        grants: [],
        trusts: [{ trustPolicyOf: roleArn('admin'), statement: 0 }],
        conditional: false,
        conditions: [],
      },
    ]);
  });

  it('keeps out a user whom it names and who is denied', () => {
    const snapshot = account
      .withRole('admin', { ...admin, trust: toEve })
      .withUser('eve', { inline: { not: denying('sts:AssumeRole') } })
      .build();
    expect([...techniquesOf(snapshot, eve)]).toEqual([]);
  });

  it('needs a permission where it names the account', () => {
    const snapshot = account
      .withRole('admin', { ...admin, trust: toAccount })
      .withUser('eve')
      .build();
    expect([...techniquesOf(snapshot, eve)]).toEqual([]);
  });

  it('can ask for what nobody knows, and the path says for what', () => {
    const trust = trusting({ AWS: ACCOUNT_ROOT }, { Bool: { 'aws:MultiFactorAuthPresent': 'true' } });
    const snapshot = account
      .withRole('admin', { ...admin, trust })
      .withUser('eve', { inline: { own: allowing('sts:AssumeRole') } })
      .build();
    const [path] = escalationIn(snapshot).pathsFrom(eve);
    expect(path?.conditional).toBe(true);
    expect(path?.hops[0]?.conditions).toEqual(['aws:MultiFactorAuthPresent is "true"']);
  });

  it('can ask for a tag, which is known', () => {
    const trust = trusting({ AWS: ACCOUNT_ROOT }, { StringEquals: { 'aws:PrincipalTag/team': 'platform' } });
    const with_ = (team: string) =>
      account
        .withRole('admin', { ...admin, trust })
        .withUser('eve', { tags: { team }, inline: { own: allowing('sts:AssumeRole') } })
        .build();
    expect([...techniquesOf(with_('platform'), eve)]).toEqual([['sts-001', false]]);
    expect([...techniquesOf(with_('sales'), eve)]).toEqual([]);
  });
});

describe('credentials of another user', () => {
  const target = { inline: { all: EVERYTHING } };
  const withActions = (spec: object, ...actions: string[]) =>
    account.withUser('boss', { ...target, ...spec }).withUser('eve', { inline: { own: allowing(actions) } });
  const twoKeys = { keys: [{ slot: 1 as const }, { slot: 2 as const }] };

  it('need room for a key, or the right to delete one', () => {
    expect([...techniquesOf(withActions(twoKeys, 'iam:CreateAccessKey').build(), eve)]).toEqual([]);
    const both = withActions(twoKeys, 'iam:CreateAccessKey', 'iam:DeleteAccessKey').build();
    expect([...techniquesOf(both, eve)]).toEqual([['iam-003', false]]);
  });

  it('are in doubt where nobody has read how many there are', () => {
    const snapshot = withActions({}, 'iam:CreateAccessKey').without('credential-report').build();
    expect([...techniquesOf(snapshot, eve)]).toEqual([['iam-002', true]]);
  });

  it('need a user without password for a new one, and one with it for another', () => {
    expect([...techniquesOf(withActions({ password: {}, mfa: false }, 'iam:CreateLoginProfile').build(), eve)]).toEqual(
      [],
    );
    expect([...techniquesOf(withActions({ mfa: false }, 'iam:UpdateLoginProfile').build(), eve)]).toEqual([]);
  });

  it('are in doubt where the user signs in with MFA', () => {
    const snapshot = withActions({ password: {}, mfa: true }, 'iam:UpdateLoginProfile').build();
    expect([...techniquesOf(snapshot, eve)]).toEqual([['iam-006', true]]);
  });

  it("are not one's own", () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
    const own = allowing('iam:*AccessKey*', 'arn:aws:iam::*:user/${aws:username}');
    expect([
      ...techniquesOf(account.withUser('boss', target).withUser('eve', { inline: { own } }).build(), eve),
    ]).toEqual([]);
  });
});

describe('a permissions boundary', () => {
  const fence = account.withPolicy(
    'fence',
    allowing(['s3:*', 'iam:PutUserPolicy', 'iam:DeleteUserPermissionsBoundary']),
  );

  it('limits what policies of its own can give a principal', () => {
    const own = allowing('iam:PutUserPolicy');
    expect([...techniquesOf(fence.withUser('eve', { boundary: 'fence', inline: { own } }).build(), eve)]).toEqual([]);
  });

  it('limits no more where it can be dropped', () => {
    const own = allowing(['iam:PutUserPolicy', 'iam:DeleteUserPermissionsBoundary']);
    const [path] = escalationIn(fence.withUser('eve', { boundary: 'fence', inline: { own } }).build()).pathsFrom(eve);
    expect(path?.hops.map(({ technique }) => technique)).toEqual(['iam-delete-user-boundary', 'iam-007']);
  });
});

describe('the policy that is a boundary', () => {
  it('can be rewritten like others', () => {
    const inline = { own: EVERYTHING };
    const snapshot = account
      .withPolicy('fence', allowing(['s3:*', 'iam:CreatePolicyVersion']))
      .withUser('eve', { boundary: 'fence', inline })
      .build();
    const escalation = escalationIn(snapshot);
    expect(escalation.pathsFrom(eve).map(({ hops }) => hops.map(({ technique }) => technique))).toEqual([['iam-001']]);
    expect(escalation.boundaryEscapesOf(eve).map(({ technique }) => technique)).toEqual(['iam-001']);
  });

  it('stays where nothing of it can be changed', () => {
    const snapshot = account
      .withPolicy('fence', allowing('s3:*'))
      .withUser('eve', { boundary: 'fence', inline: { own: EVERYTHING } })
      .build();
    expect(escalationIn(snapshot).boundaryEscapesOf(eve)).toEqual([]);
  });

  it('can be dropped, to no great effect', () => {
    const snapshot = account
      .withPolicy('fence', allowing(['s3:*', 'iam:DeleteUserPermissionsBoundary']))
      .withUser('eve', {
        boundary: 'fence',
        inline: { own: allowing(['s3:*', 'sqs:*', 'iam:DeleteUserPermissionsBoundary']) },
      })
      .build();
    const escalation = escalationIn(snapshot);
    expect(escalation.pathsFrom(eve)).toEqual([]);
    expect(escalation.boundaryEscapesOf(eve).map(({ technique }) => technique)).toEqual(['iam-delete-user-boundary']);
  });
});

describe('the policies that may be attached', () => {
  it('can be none that makes an administrator', () => {
    const only = (arn: string) => allowing('iam:AttachUserPolicy', '*', { ArnEquals: { 'iam:PolicyARN': arn } });
    const withOwn = (arn: string) =>
      account.withPolicy('ops', EVERYTHING).withUser('eve', { inline: { own: only(arn) } });
    expect([...techniquesOf(withOwn('arn:aws:iam::aws:policy/ReadOnlyAccess').build(), eve)]).toEqual([]);
    expect([...techniquesOf(withOwn(policyArnOf('ops')).build(), eve)]).toEqual([['iam-008', false]]);
  });
});

describe('resources that run as a role', () => {
  const profiles = (held: boolean) => ({
    instanceProfiles: [
      {
        arn: 'arn:aws:iam::111122223333:instance-profile/web',
        name: 'web',
        path: '/',
        createdAt: '2024-01-01T00:00:00Z',
        roleNames: ['admin'],
      },
    ],
    instanceProfileAssociations: {
      regions: ['eu-west-1'],
      profileArns: held ? ['arn:aws:iam::111122223333:instance-profile/web'] : [],
    },
  });
  const web = account
    .with({ instances: null })
    .withRole('admin', { ...admin, trust: trusting({ Service: 'ec2.amazonaws.com' }) })
    .withUser('eve', { inline: { own: allowing('ssm:StartSession') } });

  it('are known where the profiles were read that instances hold', () => {
    expect([...techniquesOf(web.with(profiles(true)).build(), eve)]).toEqual([['ssm-001', false]]);
    expect([...techniquesOf(web.with(profiles(false)).build(), eve)]).toEqual([]);
  });

  it('are in doubt where neither these nor instances were read', () => {
    const snapshot = web.with(profiles(true)).without('instance-profile-associations').build();
    expect([...techniquesOf(snapshot, eve)]).toEqual([['ssm-001', true]]);
    expect(escalationIn(snapshot).pathsFrom(eve)[0]?.hops[0]?.conditions).toEqual([
      'no inventory says whether any EC2 instance has the role',
    ]);
  });

  it('have to be the same for all actions of a technique', () => {
    const actions = (create: string, invoke: string) => ({
      inline: {
        pass: allowing('iam:PassRole'),
        create: allowing('lambda:CreateFunction', `arn:aws:lambda:*:*:function:${create}`),
        invoke: allowing('lambda:InvokeFunction', `arn:aws:lambda:*:*:function:${invoke}`),
      },
    });
    const withRole = account.withRole('admin', { ...admin, trust: toLambda });
    expect([...techniquesOf(withRole.withUser('eve', actions('dev-*', 'prod-*')).build(), eve)]).toEqual([]);
    expect([...techniquesOf(withRole.withUser('eve', actions('dev-*', '*-api')).build(), eve)]).toEqual([
      ['lambda-001', false],
    ]);
  });
});

describe('what AWS has closed', () => {
  it('makes the step conditional, and says since when', () => {
    const snapshot = account
      .withRole('admin', { ...admin, trust: trusting({ Service: 'tasks.apprunner.amazonaws.com' }) })
      .withUser('eve', { inline: { own: allowing(['iam:PassRole', 'apprunner:CreateService']) } })
      .build();
    expect(escalationIn(snapshot).pathsFrom(eve)[0]?.hops[0]?.conditions).toEqual([
      'AWS closed it on 2026-04-30 to accounts that had not used it: AWS App Runner',
    ]);
  });

  it.each([
    ['2026-03-31T23:00:00.000Z', ['glue-001', 'glue-002']],
    ['2026-04-01T00:00:00.000Z', []],
  ])('gives no step once it has ended for everybody: %s', (takenAt, techniques) => {
    const snapshot = account
      .withRole('admin', { ...admin, trust: trusting({ Service: 'glue.amazonaws.com' }) })
      .withUser('eve', {
        inline: { own: allowing(['iam:PassRole', 'glue:CreateDevEndpoint', 'glue:UpdateDevEndpoint']) },
      })
      .with({ takenAt })
      .build();
    expect([...techniquesOf(snapshot, eve).keys()]).toEqual(techniques);
  });
});

describe('a trust policy that names the attacker once it is rewritten', () => {
  const against = (deny: ReturnType<typeof denying>) => {
    const snapshot = account
      .withUser('eve', { inline: { own: allowing('iam:UpdateAssumeRolePolicy'), deny } })
      .withRole('admin', { trust: toLambda, ...admin })
      .build();
    return techniquesOf(snapshot, eve).get('iam-012');
  };

  it('is of no use against a Deny of assuming any role, or this one', () => {
    expect(against(denying('sts:AssumeRole'))).toBeUndefined();
    expect(against(denying('sts:*', roleArn('admin')))).toBeUndefined();
  });

  it('is of use where the Deny is of other roles, and perhaps where it has a condition', () => {
    const withoutMfa = { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } };
    expect(against(denying('sts:AssumeRole', roleArn('other')))).toBe(false);
    expect(against(denying('sts:AssumeRole', '*', withoutMfa))).toBe(true);
  });
});

describe('a trust policy that names everybody', () => {
  const against = (...denies: ReturnType<typeof denying>[]) => {
    const inline = Object.fromEntries(denies.map((deny, index) => [`deny-${index}`, deny]));
    const snapshot = account
      .withUser('eve', { inline })
      .withRole('admin', { trust: trusting({ AWS: '*' }), ...admin })
      .build();
    return techniquesOf(snapshot, eve).get('sts-001');
  };

  it('lets everybody in, but for whom a Deny of its own keeps out', () => {
    expect(against()).toBe(false);
    expect(against(denying('sts:AssumeRole'))).toBeUndefined();
    expect(against(denying('sts:AssumeRole', roleArn('admin')))).toBeUndefined();
    expect(against(denying('sts:AssumeRole', roleArn('other')))).toBe(false);
  });

  it('perhaps lets in whom a Deny under a condition keeps out', () => {
    const withoutMfa = { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } };
    expect(against(denying('sts:*', '*', withoutMfa))).toBe(true);
    expect(against(denying('sts:*', roleArn('admin'), withoutMfa))).toBe(true);
  });

  const everybody = { Effect: 'Allow', Principal: '*' };

  it.each([
    ['denies', [everybody, { Effect: 'Deny', Principal: { AWS: eve } }], ['bob', 'ci']],
    ['leaves out', [{ Effect: 'Allow', NotPrincipal: { AWS: eve } }], ['bob', 'ci']],
    ['denies all but', [everybody, { Effect: 'Deny', NotPrincipal: { AWS: roleArn('ci') } }], ['ci']],
  ])('knows whom it %s by name', (_, statements, letIn) => {
    const snapshot = account
      .withUser('eve')
      .withUser('bob')
      .withRole('ci', { trust: toLambda })
      .withRole('admin', {
        trust: { Version: '2012-10-17', Statement: statements.map((each) => ({ ...each, Action: 'sts:AssumeRole' })) },
        ...admin,
      })
      .build();
    const withPaths = [...escalationIn(snapshot).all().keys()].map((arn) => arn.split('/').at(-1));
    expect(withPaths).toEqual(letIn);
  });

  it('asks who everybody is, one by one', () => {
    const trust = trusting({ AWS: '*' }, { ArnLike: { 'aws:PrincipalArn': roleArn('ci-*') } });
    const snapshot = account
      .withRole('ci-build', { trust: toLambda })
      .withRole('web', { trust: toLambda })
      .withRole('admin', { trust, ...admin })
      .build();
    expect([...escalationIn(snapshot).all().keys()]).toEqual([roleArn('ci-build')]);
  });

  describe('of an organisation', () => {
    const trust = trusting({ AWS: '*' }, { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } });
    const ours = account.withRole('admin', { trust, ...admin }).withUser('eve');
    const joined = (id: string) =>
      ({ joined: true, id, managementAccountId: '444455556666', featureSet: 'ALL' }) as const;

    it.each([
      ['lets in whom the account is in it with', joined('o-a1b2c3d4e5'), false],
      ['keeps out whom the account is in another with', joined('o-f6g7h8i9j0'), undefined],
      ['keeps out whom the account is in none with', { joined: false } as const, undefined],
      ['perhaps lets in where nobody knows', null, true],
    ])('%s', (_, organization, isConditional) => {
      expect(techniquesOf(ours.with({ organization }).build(), eve).get('sts-001')).toBe(isConditional);
    });

    it('keeps out services, which are in none', () => {
      const passer = ours.withUser('eve', {
        inline: { own: allowing(['iam:PassRole', 'cloudformation:CreateStack']) },
      });
      const outside = passer.with({ organization: joined('o-f6g7h8i9j0') }).build();
      expect([...techniquesOf(outside, eve)]).toEqual([]);
    });
  });
});
