import { describe, expect, it } from 'vitest';
import { groupEmpty } from '../../../lib/checks/unused/group-empty.ts';
import { anAccount } from '../../builders/an-account.ts';
import { daysAgo } from '../../builders/time.ts';
import { foundNames, runCheck } from '../run-check.ts';

const readsBuckets = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 's3:Get*', Resource: '*' } };

describe('group-empty', () => {
  it('reports a group without members, with what it holds', () => {
    const run = runCheck(
      groupEmpty,
      anAccount()
        .withPolicy('p', readsBuckets)
        .withGroup('ghosts', { policies: ['p'], inline: { it: readsBuckets } }),
    );
    expect(run.findings).toMatchObject([
      {
        severity: 'low',
        resource: { type: 'AWS::IAM::Group', name: 'ghosts' },
        evidence: { attachedPolicies: ['arn:aws:iam::111122223333:policy/p'], inlinePolicies: ['it'] },
      },
    ]);
    expect(run.findings.map((finding) => groupEmpty.remediate(finding).commands)).toEqual([
      [
        "aws iam detach-group-policy --group-name 'ghosts' --policy-arn 'arn:aws:iam::111122223333:policy/p'",
        "aws iam get-group-policy --group-name 'ghosts' --policy-name 'it'",
        "aws iam delete-group-policy --group-name 'ghosts' --policy-name 'it'",
        "aws iam delete-group --group-name 'ghosts'",
      ],
    ]);
  });

  it('passes a group with one member', () => {
    expect(
      runCheck(
        groupEmpty,
        anAccount()
          .withGroup('staff')
          .withUser('ada', { groups: ['staff'] }),
      ).status,
    ).toBe('pass');
  });

  it('gives a group its grace period', () => {
    const run = runCheck(
      groupEmpty,
      anAccount()
        .withGroup('new', { created: daysAgo(13) })
        .withGroup('old', { created: daysAgo(14) }),
    );
    expect(foundNames(run)).toEqual(['old']);
    expect(run.unknown).toMatchObject([{ code: 'young' }]);
  });

  it('is unknown when the account could not be read', () => {
    expect(runCheck(groupEmpty, anAccount().withGroup('staff').without('authorization-details')).status).toBe(
      'unknown',
    );
  });

  it('does not call a group empty whose members may be in a part of the account that was not read', () => {
    const partial = { status: 'partial', reason: 'the file has no UserDetailList', dataAsOf: null } as const;
    const run = runCheck(groupEmpty, anAccount().withGroup('staff').withCoverage('authorization-details', partial));
    expect(run).toMatchObject({
      findings: [],
      unknown: [{ code: 'not-collected', reason: 'authorization-details partial: the file has no UserDetailList' }],
    });
  });
});
