import { describe, expect, it } from 'vitest';
import { policyVersionsStale } from '../../../lib/checks/unused/policy-versions-stale.ts';
import { anAccount } from '../../builders/an-account.ts';
import { daysAgo } from '../../builders/time.ts';
import { runCheck } from '../run-check.ts';

const allow = (action: string | string[]) => ({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: action, Resource: '*' },
});

describe('policy-versions-stale', () => {
  it('reports dormant versions that allow more than the one in force', () => {
    const run = runCheck(
      policyVersionsStale,
      anAccount().withPolicy('app', allow('s3:GetObject'), {
        dormantVersions: [{ document: allow('s3:*'), created: daysAgo(500) }, { document: allow('S3:getobject') }],
      }),
    );
    expect(run.findings).toMatchObject([
      {
        severity: 'low',
        evidence: { defaultVersionId: 'v3', versions: [{ versionId: 'v1', createdAt: daysAgo(500), admin: false }] },
      },
    ]);
    const arn = 'arn:aws:iam::111122223333:policy/app';
    expect(run.findings.map((finding) => policyVersionsStale.remediate(finding).commands)).toEqual([
      [
        `aws iam get-policy-version --policy-arn '${arn}' --version-id 'v1'`,
        `aws iam delete-policy-version --policy-arn '${arn}' --version-id 'v1'`,
      ],
    ]);
  });

  it('is graver when a version makes an administrator, in whatever words', () => {
    const everything = { Version: '2012-10-17', Statement: { Effect: 'Allow', NotAction: [], Resource: ['*'] } };
    const run = runCheck(
      policyVersionsStale,
      anAccount().withPolicy('app', allow('s3:*'), { dormantVersions: [{ document: everything }] }),
    );
    expect(run.findings).toMatchObject([{ severity: 'high', evidence: { versions: [{ admin: true }] } }]);
  });

  it('passes policies whose dormant versions allow less, and those without any', () => {
    const run = runCheck(
      policyVersionsStale,
      anAccount()
        .withPolicy('app', allow(['s3:*', 'sqs:*']), { dormantVersions: [{ document: allow('s3:*') }] })
        .withPolicy('single', allow('*')),
    );
    expect(run.status).toBe('pass');
  });

  it('does not judge young policies and documents that cannot be read', () => {
    const run = runCheck(
      policyVersionsStale,
      anAccount()
        .withPolicy('new', allow('s3:Get*'), { created: daysAgo(3), dormantVersions: [{ document: allow('*') }] })
        .withPolicy('broken', 'not json', { dormantVersions: [{ document: allow('*') }] })
        .withPolicy('half', allow('s3:*'), { dormantVersions: [{ document: 'not json' }] }),
    );
    expect(run).toMatchObject({ status: 'unknown', findings: [] });
    expect(run.unknown.map(({ code }) => code)).toEqual(['young', 'unreadable-document', 'unreadable-document']);
  });
});
