import { describe, expect, it } from 'vitest';
import { groupWithoutPolicies } from '../../../lib/checks/unused/group-without-policies.ts';
import { anAccount } from '../../builders/an-account.ts';
import { daysAgo } from '../../builders/time.ts';
import { runCheck } from '../run-check.ts';

const denies = { Version: '2012-10-17', Statement: { Effect: 'Deny', Action: '*', Resource: '*' } };

describe('group-without-policies', () => {
  it('reports a group that grants nothing, with its members', () => {
    const run = runCheck(
      groupWithoutPolicies,
      anAccount()
        .withGroup('club')
        .withUser('ada', { groups: ['club'] }),
    );
    expect(run.findings).toMatchObject([{ severity: 'low', evidence: { members: ['ada'], memberCount: 1 } }]);
    expect(run.findings.map((finding) => groupWithoutPolicies.remediate(finding).commands)).toEqual([
      [
        "aws iam remove-user-from-group --group-name 'club' --user-name 'ada'",
        "aws iam delete-group --group-name 'club'",
      ],
    ]);
  });

  it('passes a group that only denies', () => {
    expect(runCheck(groupWithoutPolicies, anAccount().withGroup('fenced', { inline: { no: denies } })).status).toBe(
      'pass',
    );
  });

  it('gives a group its grace period', () => {
    const run = runCheck(groupWithoutPolicies, anAccount().withGroup('new', { created: daysAgo(13) }));
    expect(run).toMatchObject({ status: 'unknown', unknown: [{ code: 'young' }] });
  });

  it('does not pretend to name all members of a large group', () => {
    let account = anAccount().withGroup('all');
    for (let index = 0; index < 26; index += 1) account = account.withUser(`user-${index}`, { groups: ['all'] });
    const [finding] = runCheck(groupWithoutPolicies, account).findings;
    expect(finding?.evidence).toMatchObject({ memberCount: 26 });
    expect(finding && groupWithoutPolicies.remediate(finding).commands).toEqual([
      "aws iam get-group --group-name 'all'",
    ]);
  });
});
