import { describe, expect, it } from 'vitest';
import { assumeRoleAny } from '../../../lib/checks/policy/assume-role-any.ts';
import { runCheck } from '../run-check.ts';
import {
  allow,
  deny,
  policyOf,
  ROLE_ARN,
  type StatementSpec,
  severitiesIn,
  severitiesOf,
  withinBoundary,
  withMfa,
  withPolicy,
} from './a-policy.ts';

const assuming = (parts: StatementSpec = {}) => allow('sts:AssumeRole', parts);
const whereEquals = (key: string, value: string) => ({ Condition: { StringEquals: { [key]: value } } });

describe('assume-role-any', () => {
  it('reports a policy that allows assuming any role', () => {
    const { findings } = runCheck(assumeRoleAny, withPolicy(policyOf(assuming())));
    expect(findings.map(({ severity }) => severity)).toEqual(['high']);
    expect(findings.map((finding) => assumeRoleAny.describe(finding))).toEqual([
      `Policy platform allows assuming any role, by statement 0. It takes effect for ${ROLE_ARN}.`,
    ]);
  });

  it.each([
    ['every role of the account', assuming({ Resource: 'arn:aws:iam::111122223333:role/*' }), ['high']],
    [
      'every role of the account, by its number',
      assuming(whereEquals('aws:ResourceAccount', '111122223333')),
      ['high'],
    ],
    ['a wildcard', allow('sts:*'), ['high']],
    ['every role with MFA', assuming(withMfa), ['medium']],
    ['every role of the organisation', assuming(whereEquals('aws:ResourceOrgID', 'o-a1b2c3d4e5')), ['medium']],
  ])('grades %s', (_, statement, severities) => {
    expect(severitiesOf(assumeRoleAny, statement)).toEqual(severities);
  });

  it.each([
    ['one role', [assuming({ Resource: 'arn:aws:iam::111122223333:role/app' })]],
    ['roles of that name everywhere', [assuming({ Resource: 'arn:aws:iam::*:role/audit' })]],
    ['every role of another account', [assuming({ Resource: 'arn:aws:iam::444455556666:role/*' })]],
    ['roles with a tag', [assuming(whereEquals('aws:ResourceTag/team', 'web'))]],
    ['what it denies', [assuming(), deny('sts:*')]],
    ['everything, which admin-policy reports', [allow('*')]],
  ])('passes a policy for %s', (_, statements) => {
    expect(severitiesOf(assumeRoleAny, ...statements)).toEqual([]);
  });

  it('is low where a boundary or another policy takes it away', () => {
    const bounded = withinBoundary(policyOf(assuming()), policyOf(allow('s3:*')));
    expect(severitiesIn(runCheck(assumeRoleAny, bounded))).toEqual(['low']);
    const denied = withPolicy(policyOf(assuming()), { inline: { stop: policyOf(deny('sts:AssumeRole')) } });
    expect(severitiesIn(runCheck(assumeRoleAny, denied))).toEqual(['low']);
  });

  it('cannot judge a policy that cannot be read', () => {
    expect(runCheck(assumeRoleAny, withPolicy('not json')).status).toBe('unknown');
  });
});
