import { describe, expect, it } from 'vitest';
import { privilegeEscalation } from '../../../lib/checks/escalation/privilege-escalation.ts';
import { anAccount } from '../../builders/an-account.ts';
import {
  ACCOUNT_ROOT,
  allowing,
  denying,
  EVERYTHING,
  policyArnOf,
  roleArn,
  trusting,
  userArn,
} from '../../escalation/documents.ts';
import { foundNames, runCheck } from '../run-check.ts';

const toAccount = trusting({ AWS: ACCOUNT_ROOT });
const assuming = (...names: string[]) => allowing('sts:AssumeRole', names.map(roleArn));
const account = anAccount().withRole('admin', { trust: toAccount, inline: { all: EVERYTHING } });
const run = (story: Parameters<typeof runCheck>[1]) => runCheck(privilegeEscalation, story);

describe('privilege-escalation', () => {
  it('reports a step that is enough as critical, by the contract', () => {
    const { findings } = run(account.withUser('eve', { inline: { own: assuming('admin') } }));
    expect(findings).toEqual([
      {
        checkId: 'privilege-escalation',
        severity: 'critical',
        resource: { arn: userArn('eve'), type: 'AWS::IAM::User', name: 'eve', accountId: '111122223333' },
        evidence: {
          techniques: ['sts-001'],
          paths: [
            {
              target: roleArn('admin'),
              conditional: false,
              hops: [
                {
                  from: userArn('eve'),
                  to: roleArn('admin'),
                  technique: 'sts-001',
                  grants: [{ inlinePolicy: { entityArn: userArn('eve'), name: 'own' }, statement: 0 }],
                  trusts: [{ trustPolicyOf: roleArn('admin'), statement: 0 }],
                },
              ],
            },
          ],
        },
      },
    ]);
    expect(findings.map((finding) => privilegeEscalation.describe(finding))).toEqual([
      'User eve can become an administrator in one step: role admin by sts-001 (Assume a role).',
    ]);
  });

  it('reports several steps as high, and lists every technique of the first', () => {
    const { findings } = run(
      account.withRole('worker', { trust: toAccount, inline: { own: assuming('admin') } }).withRole('eve', {
        inline: { own: allowing(['sts:AssumeRole', 'iam:UpdateAssumeRolePolicy'], roleArn('worker')) },
      }),
    );
    expect(findings).toMatchObject([
      { severity: 'critical', resource: { name: 'worker' } },
      {
        severity: 'high',
        resource: { name: 'eve', type: 'AWS::IAM::Role' },
        evidence: {
          techniques: ['iam-012', 'iam-assume-after-trust-edit', 'sts-001'],
          paths: [{ hops: [{}, {}] }, { hops: [{}, {}] }, { hops: [{}, {}] }],
        },
      },
    ]);
    expect(findings.map((finding) => privilegeEscalation.describe(finding))[1]).toBe(
      'Role eve can become an administrator in 2 steps: role worker by iam-012 (Rewrite the trust policy of a role so that it names the attacker, and assume it); then role admin by sts-001 (Assume a role). There are 2 other ways.',
    );
  });

  it('names the version of a policy that makes an administrator', () => {
    const { findings } = run(
      anAccount()
        .withPolicy('team', allowing('s3:GetObject'), { dormantVersions: [{ document: EVERYTHING }] })
        .withUser('eve', { policies: ['team'], inline: { own: allowing('iam:SetDefaultPolicyVersion') } }),
    );
    const revived = { policyArn: policyArnOf('team'), versionId: 'v1' };
    expect(findings).toMatchObject([{ evidence: { paths: [{ hops: [{ revived }] }] } }]);
    expect(findings.map((finding) => privilegeEscalation.describe(finding))).toEqual([
      'User eve can become an administrator in one step: by iam-set-default-policy-version (Put a dormant version of a policy that one holds in force, which grants more: v1 of arn:aws:iam::111122223333:policy/team).',
    ]);
  });

  it('names the existing resource that is used, which makes it certain', () => {
    const arn = 'arn:aws:states:eu-west-1:111122223333:stateMachine:orders';
    const kind = 'Step Functions state machine';
    const items = [{ arn, region: 'eu-west-1', roleArn: roleArn('worker') }];
    const own = allowing(['states:UpdateStateMachine', 'states:StartExecution'], arn);
    const { findings } = run(
      anAccount()
        .with({ workloads: [{ kind, regions: ['eu-west-1'], isComplete: true, items }] })
        .withRole('worker', { trust: trusting({ Service: 'states.amazonaws.com' }), inline: { all: EVERYTHING } })
        .withUser('eve', { inline: { own } }),
    );
    expect(findings).toMatchObject([{ severity: 'critical', evidence: { paths: [{ hops: [{ resourceArn: arn }] }] } }]);
    expect(findings.map(privilegeEscalation.describe)).toEqual([
      `User eve can become an administrator in one step: role worker by stepfunctions-update-state-machine (Rewrite a state machine that runs as the role and start it: ${arn}).`,
    ]);
  });

  it('reports what depends on a condition as medium, and says on which', () => {
    const withMfa = trusting({ AWS: ACCOUNT_ROOT }, { Bool: { 'aws:MultiFactorAuthPresent': 'true' } });
    const { findings } = run(
      anAccount()
        .withRole('admin', { trust: withMfa, inline: { all: EVERYTHING } })
        .withUser('eve', { inline: { own: assuming('admin') } }),
    );
    expect(findings).toMatchObject([
      {
        severity: 'medium',
        evidence: {
          paths: [{ conditional: true, hops: [{ conditions: ['aws:MultiFactorAuthPresent is "true"'] }] }],
        },
      },
    ]);
    expect(findings.map((finding) => privilegeEscalation.describe(finding))).toEqual([
      expect.stringMatching(/, if aws:MultiFactorAuthPresent is "true"\.$/),
    ]);
  });

  it('has what decides the severity first, so that the store keeps it', () => {
    const withMfa = trusting({ AWS: ACCOUNT_ROOT }, { Bool: { 'aws:MultiFactorAuthPresent': 'true' } });
    const { findings } = run(
      account
        .withRole('guarded', { trust: withMfa, inline: { all: EVERYTHING } })
        .withRole('worker', { trust: toAccount, inline: { own: assuming('admin') } })
        .withUser('eve', { inline: { own: assuming('guarded', 'worker') } }),
    );
    expect(findings[0]).toMatchObject({
      severity: 'high',
      evidence: {
        paths: [
          { conditional: false, hops: [{}, {}] },
          { conditional: true, hops: [{}] },
        ],
      },
    });
  });

  it.each([
    ['is denied', { inline: { own: assuming('admin'), no: denying('sts:AssumeRole') } }],
    ['may assume another role', { inline: { own: assuming('reader') } }],
    ['has a boundary without it', { inline: { own: assuming('admin') }, boundary: 'bounds' }],
  ])('passes who %s', (_, spec) => {
    const story = account.withPolicy('bounds', allowing('s3:*')).withUser('eve', spec);
    expect(run(story)).toMatchObject({ status: 'pass', findings: [], unknown: [] });
  });

  it('passes whom the trust policy does not let in, and administrators', () => {
    const trust = trusting({ Service: 'ec2.amazonaws.com' });
    const story = anAccount()
      .withRole('admin', { trust, inline: { all: EVERYTHING } })
      .withUser('eve', { inline: { own: assuming('admin') } });
    expect(run(story)).toMatchObject({ status: 'pass', findings: [], unknown: [] });
  });

  it('leaves out service-linked roles, and reports those of Identity Center on the permission set', () => {
    const own = { trust: toAccount, inline: { own: assuming('admin') } };
    const { findings } = run(
      account
        .withRole('AWSServiceRoleForSupport', { ...own, path: '/aws-service-role/support.amazonaws.com/' })
        .withRole('AWSReservedSSO_Developers_1', { ...own, path: '/aws-reserved/sso.amazonaws.com/' }),
    );
    expect(findings).toMatchObject([{ resource: { type: 'AWS::SSO::PermissionSet', name: 'Developers' } }]);
  });

  it('does not know of whoever has policies that cannot be read, or can become somebody who has', () => {
    const { findings, unknown } = run(
      account
        .withRole('broken', { trust: toAccount, inline: { odd: '{"Statement":' } })
        .withUser('eve', { inline: { own: assuming('broken') } })
        .withUser('adam', { inline: { own: assuming('admin'), odd: '{' } })
        .withUser('ada'),
    );
    expect(findings.map(({ resource }) => resource.name)).toEqual(['adam']);
    expect(unknown).toMatchObject([
      { resourceArn: userArn('eve'), detail: 'odd', reason: expect.stringContaining('It can become arn:') },
      { resourceArn: roleArn('broken'), code: 'unreadable-document', detail: 'odd' },
    ]);
  });

  it('makes up no path where a boundary is not in the snapshot', () => {
    const boundary = 'arn:aws:iam::111122223333:policy/lost';
    const story = anAccount()
      .withRole('admin', { trust: toAccount, inline: { all: EVERYTHING }, boundary })
      .withUser('eve', { inline: { own: assuming('admin') } });
    const { findings, unknown } = run(story);
    expect(findings).toEqual([]);
    expect(unknown.map(({ resourceArn }) => resourceArn)).toEqual([userArn('eve'), roleArn('admin')]);
  });

  it('does not know who can become a role whose trust policy cannot be read', () => {
    const story = anAccount().withRole('admin', { trust: 'no json', inline: { own: allowing('s3:*') } });
    expect(run(story).unknown).toMatchObject([
      { resourceArn: roleArn('admin'), detail: expect.stringMatching(/^trust policy/) },
    ]);
  });

  it('knows of nobody else when a file was cut off', () => {
    const cutOff = account.withUser('eve').withCoverage('authorization-details', {
      status: 'partial',
      reason: 'IsTruncated is true',
      dataAsOf: null,
    });
    const [entry] = run(cutOff).unknown;
    expect(entry).toMatchObject({ code: 'not-collected', reason: expect.stringContaining('IsTruncated') });
    expect(entry).not.toHaveProperty('resourceArn');
  });

  it('says where it stopped looking', () => {
    const names = Array.from({ length: 14 }, (_, index) => `hop-${index}`);
    const chain = names.reduce(
      (story, name, at) =>
        story.withRole(name, { trust: toAccount, inline: { own: assuming(names[at + 1] ?? 'admin') } }),
      account,
    );
    const { findings, unknown } = run(chain);
    expect(findings.at(0)?.evidence.longestPath).toBe(12);
    expect(privilegeEscalation.describe(findings[0] as never)).toContain('more than 12 steps were not looked for');
    expect(unknown).toMatchObject([{ code: 'not-searched', resourceArn: 'arn:aws:iam::111122223333:root' }]);
  });

  it('names the statements that break the ways, and lines that can be undone', () => {
    const { findings } = run(
      account
        .withPolicy('work', {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Action: 's3:*', Resource: '*' },
            { Sid: 'Roles', Effect: 'Allow', Action: ['sts:*', 'iam:UpdateAssumeRolePolicy'], Resource: '*' },
          ],
        })
        .withUser('eve', { policies: ['work'] }),
    );
    const [fix] = findings.map((finding) => privilegeEscalation.remediate(finding));
    expect(fix?.text).toContain('statement 1 (Roles) of arn:aws:iam::111122223333:policy/work (3 of 3)');
    expect(fix?.commands).toEqual([
      "aws iam get-policy --policy-arn 'arn:aws:iam::111122223333:policy/work'",
      "aws iam create-policy-version --policy-arn 'arn:aws:iam::111122223333:policy/work' --policy-document 'file://policy-1.json' --set-as-default",
    ]);
  });

  it('hands hostile names to the shell in quotes', () => {
    const name = "x'; rm -rf ~ #";
    const { findings } = run(account.withUser('eve', { inline: { [name]: assuming('admin') } }));
    const [fix] = findings.map((finding) => privilegeEscalation.remediate(finding));
    expect(fix?.commands?.[0]).toBe("aws iam get-user-policy --user-name 'eve' --policy-name 'x'\\''; rm -rf ~ #'");
  });

  it('describes what another version stored, or what the store has cut', () => {
    const resource = { arn: userArn('eve'), type: 'AWS::IAM::User', name: 'eve', accountId: '111122223333' };
    const paths = [{ target: 'x', hops: [{ from: 'y', to: 'x', technique: 'new-001' }] }];
    expect(privilegeEscalation.describe({ resource, evidence: { paths, truncated: { paths: 3 } } })).toBe(
      'User eve can become an administrator in one step: x by new-001. There are 3 other ways, of which 0 are listed.',
    );
    expect(privilegeEscalation.describe({ resource, evidence: {} })).toBe(
      'User eve can become an administrator in some steps.',
    );
    expect(privilegeEscalation.remediate({ resource, evidence: {} }).commands).toBeUndefined();
  });

  it('reports whoever is let in by a single statement, in odd case', () => {
    const own = { Version: '2012-10-17', Statement: { Effect: 'Allow', NotAction: 'S3:*', Resource: '*' } };
    expect(foundNames(run(account.withUser('eve', { inline: { own: own as never } })))).toEqual(['eve']);
  });
});
