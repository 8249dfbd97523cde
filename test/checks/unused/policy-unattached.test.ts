import { describe, expect, it } from 'vitest';
import { policyUnattached } from '../../../lib/checks/unused/policy-unattached.ts';
import { anAccount } from '../../builders/an-account.ts';
import { daysAgo } from '../../builders/time.ts';
import { foundNames, runCheck } from '../run-check.ts';

const readsBuckets = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 's3:Get*', Resource: '*' } };

describe('policy-unattached', () => {
  it('reports a customer policy that is attached to nothing', () => {
    const run = runCheck(
      policyUnattached,
      anAccount().withPolicy('loose', readsBuckets, { dormantVersions: [{ document: readsBuckets }] }),
    );
    expect(run.findings).toMatchObject([
      { severity: 'low', resource: { name: 'loose' }, evidence: { defaultVersionId: 'v2' } },
    ]);
    const arn = 'arn:aws:iam::111122223333:policy/loose';
    expect(run.findings.map((finding) => policyUnattached.remediate(finding).commands)).toEqual([
      [
        `aws iam get-policy-version --policy-arn '${arn}' --version-id 'v2'`,
        `aws iam delete-policy-version --policy-arn '${arn}' --version-id 'v1'`,
        `aws iam delete-policy --policy-arn '${arn}'`,
      ],
    ]);
  });

  it('passes what is attached or a boundary, and does not look at policies of AWS', () => {
    const run = runCheck(
      policyUnattached,
      anAccount()
        .withPolicy('attached', readsBuckets)
        .withPolicy('boundary', readsBuckets)
        .withPolicy('counted', readsBuckets, { boundaryUsageCount: 1 })
        .withAwsManagedPolicy('ReadOnlyAccess', readsBuckets)
        .withGroup('g', { policies: ['attached'] })
        .withRole('r', { boundary: 'boundary' }),
    );
    expect(run).toMatchObject({ status: 'pass', findings: [] });
  });

  it('believes the attachments that it sees over the count', () => {
    const run = runCheck(
      policyUnattached,
      anAccount()
        .withPolicy('p', readsBuckets, { attachmentCount: 0 })
        .withRole('r', { policies: ['p'] }),
    );
    expect(run.status).toBe('pass');
  });

  it('gives a policy its grace period', () => {
    const run = runCheck(
      policyUnattached,
      anAccount()
        .withPolicy('new', readsBuckets, { created: daysAgo(13) })
        .withPolicy('old', readsBuckets, { created: daysAgo(14) }),
    );
    expect(foundNames(run)).toEqual(['old']);
    expect(run.unknown).toMatchObject([{ code: 'young' }]);
  });

  it('is unknown when the account could not be read', () => {
    expect(runCheck(policyUnattached, anAccount().without('authorization-details')).status).toBe('unknown');
  });
});
