import { afterEach, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../lib/sandbox/server.ts';
import { auditSmall, startSmall } from './small-audit.ts';

let sandbox: Sandbox | undefined;
afterEach(() => sandbox?.close());

const sweep = 'iam:GenerateServiceLastAccessedDetails';
const report = 'iam:GenerateCredentialReport';

describe('an audit by some checks', () => {
  it('reads only what they look at, and says of the rest that nobody asked for it', async () => {
    sandbox = await startSmall();
    const { report: result } = await auditSmall(sandbox, {
      checkIds: ['role-unused', 'password-policy-minimum-length'],
    });

    expect(sandbox.ledger.count(sweep) + sandbox.ledger.count(report)).toBe(0);
    expect(result.coverage.find(({ source }) => source === 'last-accessed')).toMatchObject({
      status: 'skipped',
      reason: 'none of the checks that were asked for looks at it',
    });
    expect(result.coverage.find(({ source }) => source === 'password-policy')).toMatchObject({ status: 'complete' });
    expect(result.summary.status).toBe('complete');
  });

  it.each([
    'role-unused',
    'user-unused',
    'service-credential-unused',
    'instance-profile-orphaned',
    'access-key-unused',
    'root-mfa-not-hardware',
    'trust-external-account',
    'access-analyzer-missing',
  ])('finds what a whole one finds: %s', async (id) => {
    sandbox = await startSmall();
    const whole = await auditSmall(sandbox);
    const partial = await auditSmall(sandbox, { checkIds: [id] });
    expect(partial.report.findings.map((finding) => finding.id)).toEqual(
      whole.report.findings.filter(({ checkId }) => checkId === id).map((finding) => finding.id),
    );
    const ofCheck = whole.report.checks.find((check) => check.id === id);
    expect(partial.report.checks).toMatchObject([{ status: ofCheck?.status, findings: ofCheck?.findings }]);
  });

  it('reads everything when the snapshot is to be kept', async () => {
    sandbox = await startSmall();
    const { audited } = await auditSmall(sandbox, { checkIds: ['role-unused'], wholeSnapshot: true });
    expect(audited.snapshot.credentialReport).not.toBeNull();
    expect(sandbox.ledger.count(sweep)).toBeGreaterThan(0);
  });
});
