import { describe, expect, it } from 'vitest';
import { policyInvalid } from '../../../lib/checks/policy/policy-invalid.ts';
import { anAccount } from '../../builders/an-account.ts';
import type { DocumentSpec } from '../../builders/specs.ts';
import { runCheck } from '../run-check.ts';
import { allow, deny, POLICY_ARN, policyOf, ROLE_ARN, severitiesIn, withPolicy } from './a-policy.ts';

const run = (account: Parameters<typeof runCheck>[1]) => runCheck(policyInvalid, account);
const gravity = (document: DocumentSpec) => severitiesIn(run(withPolicy(document)));

describe('policy-invalid', () => {
  it('reports the mistakes of a customer policy, the gravest first', () => {
    const { findings } = run(
      withPolicy(
        policyOf(allow(['s3:GetObjects', 's3:PutObject'], { Sid: 'A' }), deny('sqs:DeleteQueue', { Sid: 'A' })),
      ),
    );
    expect(findings).toMatchObject([
      {
        severity: 'medium',
        resource: { arn: POLICY_ARN },
        discriminator: 'managed',
        evidence: {
          kind: 'managed',
          issues: [
            {
              code: 'unknown-action',
              pointer: '/Statement/0/Action/0',
              message: expect.stringContaining('the nearest is s3:GetObject'),
            },
            { code: 'duplicate-sid', pointer: '/Statement/1/Sid', message: expect.any(String) },
          ],
        },
      },
    ]);
    expect(findings.map((finding) => policyInvalid.describe(finding))).toEqual([
      expect.stringMatching(
        /^Policy platform has 2 mistakes, the gravest at \/Statement\/0\/Action\/0: "s3:GetObjects" is no action .*\.$/,
      ),
    ]);
    expect(findings.map((finding) => policyInvalid.remediate(finding).commands)).toEqual([
      [expect.stringContaining('get-policy-version'), expect.stringContaining('create-policy-version')],
    ]);
  });

  it.each([
    ['a statement that does nothing', policyOf(allow('s3:*', { Principal: '*' })), 'high'],
    ['a statement that cannot be read', policyOf({ Effect: 'allow', Action: 's3:*', Resource: '*' }), 'high'],
    ['a service that AWS does not have', policyOf(allow('s4:GetObject')), 'medium'],
    ['a duplicate Sid', policyOf(allow('s3:*', { Sid: 'A' }), allow('sqs:*', { Sid: 'A' })), 'low'],
  ])('is as grave as %s', (_, document, severity) => {
    expect(gravity(document)).toEqual([severity]);
  });

  it('passes policies without a mistake, and looks at none of AWS', () => {
    expect(gravity(policyOf(allow('s3:GetObject', { Resource: 'arn:aws:s3:::reports/*' })))).toEqual([]);
    const account = anAccount().withAwsManagedPolicy('Odd', policyOf(allow('s4:*')));
    expect(run(account).status).toBe('not-applicable');
    expect(run(account.withRole('deploy', { policies: ['Odd'] })).status).toBe('pass');
  });

  it('looks at boundaries and at policies that nobody has', () => {
    const odd = policyOf(allow('s4:*'));
    expect(run(anAccount().withPolicy('limit', odd).withRole('deploy', { boundary: 'limit' })).findings).toHaveLength(
      1,
    );
    expect(run(anAccount().withPolicy('loose', odd)).findings).toHaveLength(1);
  });

  it('reports inline and trust policies, each by itself, on whoever has them', () => {
    const odd = policyOf(allow('s4:*'));
    const trust = policyOf({ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumesRole' });
    const { findings } = run(
      anAccount()
        .withUser('ada', { inline: { a: odd } })
        .withGroup('team', { inline: { b: odd } })
        .withRole('deploy', { trust, inline: { trust: odd } }),
    );
    expect(findings.map(({ resource, discriminator }) => [resource.name, discriminator])).toEqual([
      ['ada', 'inline-user a'],
      ['team', 'inline-group b'],
      ['deploy', 'inline-role trust'],
      ['deploy', 'trust'],
    ]);
    expect(findings.map((finding) => policyInvalid.describe(finding).split(' has ')[0])).toEqual([
      'Inline policy a of user ada',
      'Inline policy b of group team',
      'Inline policy trust of role deploy',
      'Trust policy of role deploy',
    ]);
    expect(findings.map((finding) => policyInvalid.remediate(finding).commands?.at(-1)?.split(' ')[2])).toEqual([
      'put-user-policy',
      'put-group-policy',
      'put-role-policy',
      'update-assume-role-policy',
    ]);
  });

  it('adds up the inline policies of one owner, which share a quota', () => {
    const buckets = (count: number) =>
      policyOf(
        allow('s3:GetObject', { Resource: Array.from({ length: count }, (_, at) => `arn:aws:s3:::bucket-${at}/*`) }),
      );
    expect(run(anAccount().withUser('ada', { inline: { one: buckets(30) } })).findings).toEqual([]);
    const both = run(anAccount().withUser('ada', { inline: { one: buckets(30), two: buckets(35) } }));
    expect(both.findings).toMatchObject([
      { severity: 'low', evidence: { issues: [{ code: 'size-near-quota' }] } },
      { severity: 'low', evidence: { issues: [{ code: 'size-near-quota' }] } },
    ]);
  });

  it('leaves service-linked roles alone, and has the policies of Identity Center on the permission set', () => {
    const odd = policyOf(allow('s4:*'));
    const trust = policyOf({ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumesRole' });
    const account = anAccount()
      .withRole('support', { path: '/aws-service-role/support.amazonaws.com/', trust, inline: { odd } })
      .withRole('AWSReservedSSO_Reader_0123456789abcdef', {
        path: '/aws-reserved/sso.amazonaws.com/',
        trust,
        inline: { AwsSSOInlinePolicy: odd },
      });
    const { findings } = run(account);
    expect(findings).toMatchObject([
      { resource: { type: 'AWS::SSO::PermissionSet', name: 'Reader' }, evidence: { kind: 'inline-role' } },
    ]);
    expect(findings.map((finding) => policyInvalid.remediate(finding))).toEqual([
      { text: expect.stringContaining('Identity Center') },
    ]);
  });

  it('cannot tell of a document that is no JSON', () => {
    expect(run(withPolicy('{"Version":')).unknown).toMatchObject([
      { resourceArn: POLICY_ARN, code: 'unreadable-document', detail: 'managed' },
    ]);
    expect(
      run(anAccount().withRole('deploy', { trust: 'not json', inline: { broken: 'nor this' } })).unknown,
    ).toMatchObject([
      { resourceArn: ROLE_ARN, detail: 'broken', discriminator: 'inline-role broken' },
      { resourceArn: ROLE_ARN, detail: 'trust', discriminator: 'trust' },
    ]);
  });

  it('shortens names out of the policy, and quotes them', () => {
    const name = `"'$(reboot)\n<script>${'x'.repeat(5_000)}`;
    const { findings } = run(withPolicy(policyOf(allow('s3:*', { Condition: { [name]: { [name]: name } } }))));
    for (const finding of findings) {
      expect(policyInvalid.describe(finding).length).toBeLessThan(500);
      expect(policyInvalid.remediate(finding).commands?.join()).not.toContain('reboot');
    }
    expect(findings).toHaveLength(1);
  });
});
