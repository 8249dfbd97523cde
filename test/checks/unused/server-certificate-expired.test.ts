import { describe, expect, it } from 'vitest';
import { serverCertificateExpired } from '../../../lib/checks/unused/server-certificate-expired.ts';
import { anAccount } from '../../builders/an-account.ts';
import { daysAgo, NOW } from '../../builders/time.ts';
import { foundNames, runCheck } from '../run-check.ts';

const certificate = (name: string, expiresAt: string | null) => ({
  arn: `arn:aws:iam::111122223333:server-certificate/${name}`,
  name,
  path: '/',
  uploadedAt: daysAgo(500),
  expiresAt,
});

describe('server-certificate-expired', () => {
  it('reports what has expired, and what ends this very instant not yet', () => {
    const run = runCheck(
      serverCertificateExpired,
      anAccount().with({
        serverCertificates: [
          certificate('old', daysAgo(1)),
          certificate('edge', NOW.toISOString()),
          certificate('new', daysAgo(-30)),
        ],
      }),
    );
    expect(foundNames(run)).toEqual(['old']);
    expect(run.findings.map(serverCertificateExpired.describe)).toEqual([
      'Server certificate old expired on 2026-11-21.',
    ]);
    expect(run.findings.map((finding) => serverCertificateExpired.remediate(finding).commands)).toEqual([
      ["aws iam delete-server-certificate --server-certificate-name 'old'"],
    ]);
  });

  it('does not judge a certificate of which AWS says no end', () => {
    const run = runCheck(
      serverCertificateExpired,
      anAccount().with({ serverCertificates: [certificate('odd', null)] }),
    );
    expect(run.status).toBe('unknown');
  });

  it('has nothing to say without certificates, and is unknown when they were not read', () => {
    expect(runCheck(serverCertificateExpired, anAccount()).status).toBe('not-applicable');
    expect(runCheck(serverCertificateExpired, anAccount().without('server-certificates')).status).toBe('unknown');
  });
});
