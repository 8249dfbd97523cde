import { describe, expect, it } from 'vitest';
import { adminPolicy } from '../../../lib/checks/policy/admin-policy.ts';
import { anAccount } from '../../builders/an-account.ts';
import { foundNames, runCheck } from '../run-check.ts';
import {
  allow,
  deny,
  POLICY_ARN,
  policyOf,
  ROLE_ARN,
  severitiesIn,
  severitiesOf,
  withinBoundary,
  withMfa,
  withoutMfa,
  withPolicy,
} from './a-policy.ts';

const everything = policyOf(allow('*', { Sid: 'All' }));
const BOUNDARY_ARN = 'arn:aws:iam::111122223333:policy/limit';

describe('admin-policy', () => {
  it('reports a policy that allows everything, and who holds it', () => {
    const account = anAccount()
      .withPolicy('platform', everything)
      .withGroup('admins', { policies: ['platform'] })
      .withUser('ada', { groups: ['admins'] })
      .withRole('deploy', { policies: ['platform'] });
    const { findings } = runCheck(adminPolicy, account);
    expect(findings).toMatchObject([
      {
        severity: 'high',
        resource: { arn: POLICY_ARN, type: 'AWS::IAM::ManagedPolicy' },
        evidence: {
          statements: [
            { statement: 0, sid: 'All', pointer: '/Statement/0', actions: ['*'], resources: ['*'], conditions: [] },
          ],
          attachedTo: ['arn:aws:iam::111122223333:group/admins', ROLE_ARN],
          attachmentCount: 2,
          effectiveFor: ['arn:aws:iam::111122223333:user/ada', ROLE_ARN],
          effectiveCount: 2,
        },
      },
    ]);
    expect(findings.map((finding) => adminPolicy.describe(finding))).toEqual([
      `Policy platform allows everything, by statement 0 (All). It takes effect for arn:aws:iam::111122223333:user/ada, ${ROLE_ARN}.`,
    ]);
    expect(findings.map((finding) => adminPolicy.remediate(finding).commands)).toEqual([
      [
        `aws iam get-policy-version --policy-arn '${POLICY_ARN}' --version-id 'v1'`,
        `aws iam create-policy-version --policy-arn '${POLICY_ARN}' --policy-document 'file://policy.json' --set-as-default`,
      ],
    ]);
  });

  it('reports an inline policy on whoever has it', () => {
    const account = anAccount().withUser("o'hara", {
      inline: { 'a"b': { Version: '2012-10-17', Statement: allow('*:*') } },
    });
    const { findings } = runCheck(adminPolicy, account);
    expect(findings).toMatchObject([
      {
        resource: { type: 'AWS::IAM::User', name: "o'hara" },
        discriminator: 'a"b',
        evidence: {
          inlinePolicy: { entityArn: "arn:aws:iam::111122223333:user/o'hara", name: 'a"b' },
          statements: [{ statement: 0, pointer: '/Statement' }],
        },
      },
    ]);
    expect(findings.map((finding) => adminPolicy.remediate(finding).commands?.[1])).toEqual([
      `aws iam put-user-policy --user-name 'o'\\''hara' --policy-name 'a"b' --policy-document 'file://policy.json'`,
    ]);
  });

  it('reports a policy of AWS where it is attached, with the lines that detach it', () => {
    const account = anAccount()
      .withAwsManagedPolicy('AdministratorAccess', everything)
      .withRole('deploy', { policies: ['AdministratorAccess'] });
    const { findings } = runCheck(adminPolicy, account);
    expect(findings.map((finding) => adminPolicy.remediate(finding).commands)).toEqual([
      ["aws iam detach-role-policy --role-name 'deploy' --policy-arn 'arn:aws:iam::aws:policy/AdministratorAccess'"],
    ]);
    const loose = anAccount().withAwsManagedPolicy('AdministratorAccess', everything);
    expect(runCheck(adminPolicy, loose).status).toBe('not-applicable');
  });

  it.each([
    ['a policy that is attached to nobody', anAccount().withPolicy('platform', everything)],
    [
      'a policy of a group without members',
      anAccount()
        .withPolicy('platform', everything)
        .withGroup('admins', { policies: ['platform'] }),
    ],
  ])('is low for %s', (_, account) => {
    const { findings } = runCheck(adminPolicy, account);
    expect(findings).toMatchObject([{ severity: 'low', evidence: { effectiveCount: 0 } }]);
    expect(findings.map((finding) => adminPolicy.describe(finding))).toEqual([
      expect.stringMatching(/Nobody holds it\.$/),
    ]);
  });

  it('is medium when it holds under conditions only', () => {
    expect(severitiesOf(adminPolicy, allow('*', withMfa))).toEqual(['medium']);
    expect(severitiesOf(adminPolicy, allow('*'), deny('*', withoutMfa))).toEqual(['high']);
  });

  it.each([
    ['everything on some resources', [allow('*', { Resource: 'arn:aws:s3:::shop/*' })]],
    ['everything but IAM, by its own Deny', [allow('*'), deny('iam:*')]],
    ['nothing, by its own Deny', [allow('*'), deny('*')]],
    ['all but some actions', [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }]],
    ['a service', [allow('s3:*')]],
  ])('passes a policy that allows %s', (_, statements) => {
    expect(severitiesOf(adminPolicy, ...statements)).toEqual([]);
  });

  it('says which policy keeps its holders from it', () => {
    const account = withPolicy(everything, { inline: { quarantine: policyOf(deny('iam:*', { Sid: 'Stop' })) } });
    const { findings } = runCheck(adminPolicy, account);
    expect(findings).toMatchObject([
      {
        severity: 'low',
        evidence: {
          effectiveCount: 0,
          stoppedFor: [ROLE_ARN],
          stoppedBy: [{ inlinePolicy: { entityArn: ROLE_ARN, name: 'quarantine' }, statement: 0, sid: 'Stop' }],
        },
      },
    ]);
    expect(findings.map((finding) => adminPolicy.describe(finding))).toEqual([
      `Policy platform allows everything, by statement 0 (All). It is kept from ${ROLE_ARN} by quarantine.`,
    ]);
  });

  it('stays high behind a Deny that MFA lifts, or that leaves a way', () => {
    const severity = (...statements: Parameters<typeof policyOf>) =>
      severitiesIn(runCheck(adminPolicy, withPolicy(everything, { inline: { limit: policyOf(...statements) } })));
    expect(severity(deny('*', withoutMfa))).toEqual(['high']);
    expect(severity(deny('iam:Put*'))).toEqual(['high']);
    expect(severity(deny('iam:*', { Resource: 'arn:aws:iam::111122223333:role/admin' }))).toEqual(['high']);
  });

  it('says which boundary keeps its holders from it', () => {
    const { findings } = runCheck(adminPolicy, withinBoundary(everything, policyOf(allow(['s3:*', 'logs:*']))));
    expect(findings).toMatchObject([
      { severity: 'low', evidence: { stoppedBy: [{ layer: 'boundary', policyArn: BOUNDARY_ARN }] } },
    ]);
    expect(severitiesIn(runCheck(adminPolicy, withinBoundary(everything, everything)))).toEqual(['high']);
    const onSome = policyOf(allow('*', { Resource: 'arn:aws:iam::111122223333:role/app/*' }));
    expect(severitiesIn(runCheck(adminPolicy, withinBoundary(everything, onSome)))).toEqual(['low']);
  });

  it('stays high as long as one holder is free', () => {
    const account = withinBoundary(everything, policyOf(allow('s3:*'))).withRole('free', { policies: ['platform'] });
    expect(runCheck(adminPolicy, account).findings).toMatchObject([
      { severity: 'high', evidence: { effectiveFor: ['arn:aws:iam::111122223333:role/free'], stoppedFor: [ROLE_ARN] } },
    ]);
  });

  it('says for whom it cannot tell, because another policy cannot be read', () => {
    const account = withPolicy(everything, { inline: { broken: 'not json' } });
    const run = runCheck(adminPolicy, account);
    expect(run.findings).toMatchObject([
      { severity: 'high', evidence: { effectiveCount: 0, unknownFor: [ROLE_ARN], unknownCount: 1 } },
    ]);
    expect(run.findings.map((finding) => adminPolicy.describe(finding))).toEqual([
      expect.stringMatching(/is unknown: not all of their policies could be read\.$/),
    ]);
  });

  it('names no more than 25 holders, and says how many there are', () => {
    const roles = Array.from({ length: 30 }, (_, index) => `role-${index}`);
    const account = roles.reduce(
      (story, name) => story.withRole(name, { policies: ['platform'] }),
      anAccount().withPolicy('platform', everything),
    );
    const [finding] = runCheck(adminPolicy, account).findings;
    expect(finding?.evidence).toMatchObject({ effectiveCount: 30, attachmentCount: 30 });
    expect(finding?.evidence.effectiveFor).toHaveLength(25);
  });

  it('leaves service-linked roles and boundaries alone, and reports permission sets as such', () => {
    const account = anAccount()
      .withPolicy('limit', everything)
      .withAwsManagedPolicy('SupportRolePolicy', everything)
      .withRole('AWSServiceRoleForSupport', {
        path: '/aws-service-role/support.amazonaws.com/',
        policies: ['SupportRolePolicy'],
        inline: { all: everything },
      })
      .withRole('bounded', { boundary: 'limit' })
      .withRole('AWSReservedSSO_Admin_0123456789abcdef', {
        path: '/aws-reserved/sso.amazonaws.com/',
        inline: { AwsSSOInlinePolicy: everything },
      });
    const run = runCheck(adminPolicy, account);
    expect(foundNames(run)).toEqual(['Admin']);
    expect(run.findings.map((finding) => adminPolicy.remediate(finding))).toEqual([
      { text: expect.stringContaining('Identity Center') },
    ]);
  });

  it('cannot judge a policy that cannot be read, or that is not there', () => {
    expect(runCheck(adminPolicy, withPolicy('not json')).unknown).toMatchObject([
      { resourceArn: POLICY_ARN, code: 'unreadable-document' },
    ]);
    const arn = 'arn:aws:iam::aws:policy/AdministratorAccess';
    expect(runCheck(adminPolicy, anAccount().withRole('deploy', { policies: [arn] })).unknown).toMatchObject([
      { resourceArn: arn, code: 'not-collected' },
    ]);
    expect(runCheck(adminPolicy, anAccount().without('authorization-details')).status).toBe('unknown');
  });
});
