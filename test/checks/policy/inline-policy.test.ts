import { describe, expect, it } from 'vitest';
import { inlinePolicy } from '../../../lib/checks/policy/inline-policy.ts';
import { anAccount } from '../../builders/an-account.ts';
import { runCheck } from '../run-check.ts';
import { allow, deny, policyOf } from './a-policy.ts';

const granting = policyOf(allow('s3:GetObject'));

describe('inline-policy', () => {
  it('reports each on whoever has it', () => {
    const account = anAccount()
      .withUser('ada', { inline: { first: granting, second: granting } })
      .withGroup('readers', { inline: { third: granting } })
      .withRole('deploy', { inline: { fourth: granting } });
    const { findings } = runCheck(inlinePolicy, account);
    expect(findings.map(({ resource, discriminator }) => [resource.name, discriminator])).toEqual([
      ['ada', 'first'],
      ['ada', 'second'],
      ['deploy', 'fourth'],
      ['readers', 'third'],
    ]);
    expect(findings[3]?.evidence).toEqual({
      inlinePolicy: { entityArn: 'arn:aws:iam::111122223333:group/readers', name: 'third' },
    });
  });

  it('gives the way to a managed policy, each name in quotes', () => {
    const { findings } = runCheck(inlinePolicy, anAccount().withRole('deploy', { inline: { "it's; rm": granting } }));
    expect(findings.map((finding) => inlinePolicy.remediate(finding).commands)).toEqual([
      [
        "aws iam get-role-policy --role-name 'deploy' --policy-name 'it'\\''s; rm'",
        "aws iam create-policy --policy-name 'it'\\''s; rm' --policy-document 'file://policy.json'",
        "aws iam delete-role-policy --role-name 'deploy' --policy-name 'it'\\''s; rm'",
      ],
    ]);
  });

  it('passes those that only deny, and leaves those of AWS and of permission sets alone', () => {
    const revoked = anAccount().withRole('deploy', { inline: { AWSRevokeOlderSessions: policyOf(deny('*')) } });
    expect(runCheck(inlinePolicy, revoked).status).toBe('pass');
    const others = anAccount()
      .withRole('AWSServiceRoleForX', { path: '/aws-service-role/x.amazonaws.com/', inline: { a: granting } })
      .withRole('AWSReservedSSO_A_0123', { path: '/aws-reserved/sso.amazonaws.com/', inline: { a: granting } });
    expect(runCheck(inlinePolicy, others).status).toBe('not-applicable');
  });

  it('cannot tell of one that it cannot read whether it allows anything', () => {
    const run = runCheck(inlinePolicy, anAccount().withRole('deploy', { inline: { broken: 'no' } }));
    expect(run.unknown).toMatchObject([{ discriminator: 'broken', code: 'unreadable-document' }]);
  });
});
