import { afterEach, describe, expect, it } from 'vitest';
import type { AuditJobResult } from '../../lib/audit-job.ts';
import { configurationSchema } from '../../lib/config/configuration.ts';
import type { AccountSpecInput } from '../../lib/sandbox/account-file.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../lib/sandbox/server.ts';
import { accountId, archiveBucket, audit } from './harness.ts';

const roleArn = (name: string) => `arn:aws:iam::${accountId}:role/${name}`;
const administrator = (name: string) => ({
  name,
  created: '-500d',
  trust: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: accountId }, Action: 'sts:AssumeRole' }],
  },
  inline: { all: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] } },
});

/** Four administrators at rest, of whom CloudTrail saw one, and a role that is none. */
const account: AccountSpecInput = {
  accountId,
  buckets: [archiveBucket],
  kmsKeys: ['alias/account-auditor'],
  roles: [
    ...['break-glass', 'migration', 'old-pipeline', 'consultants'].map(administrator),
    { ...administrator('reports'), inline: {} },
  ],
  events: [
    {
      time: '-3d',
      name: 'AssumeRole',
      source: 'sts.amazonaws.com',
      username: 'ada',
      region: 'eu-west-1',
      sourceIp: '203.0.113.7',
      resources: [roleArn('break-glass')],
      parameters: { roleArn: roleArn('break-glass'), roleSessionName: 'ada-at-night' },
    },
  ],
};

let sandbox: Sandbox;
afterEach(() => sandbox.close());

async function auditOf(options: Partial<SandboxOptions> = {}, maxPrincipals = 10): Promise<AuditJobResult> {
  sandbox = await startSandbox({ accounts: [account], credentialReportSeconds: 0, ...options });
  const configuration = configurationSchema.parse({
    cloudTrailEvidence: { maxPrincipals },
    attribution: { maxLookups: 0 },
  });
  return audit(sandbox, { configuration, store: false });
}

const lookups = () => sandbox.ledger.count('cloudtrail:LookupEvents');

function unusedRoles({ report }: AuditJobResult): ReadonlyMap<string, string> {
  const findings = report.findings.filter(({ checkId }) => checkId === 'role-unused');
  return new Map(findings.map(({ resource, detail }) => [resource.name, detail]));
}

describe('what CloudTrail has of administrators that seem unused', () => {
  it('clears the one that it saw and is said of the others, at the pace that it answers', async () => {
    const result = await auditOf({ limits: { cloudtrail: { perSecond: 2, burst: 2 } } });
    const unused = unusedRoles(result);
    expect([...unused.keys()].sort()).toEqual(['consultants', 'migration', 'old-pipeline', 'reports']);
    expect(unused.get('migration')).toContain('CloudTrail has no use of it in its 90 days in eu-west-1, us-east-1.');
    expect(unused.get('reports')).not.toContain('CloudTrail');
    expect(result.report.summary).toMatchObject({ status: 'complete', coveragePercent: 100 });
    // Four roles, two Regions; what was throttled was asked for again.
    expect(result.cost.operations.find(({ operation }) => operation === 'cloudtrail:LookupEvents')?.calls).toBe(8);
    const kept = JSON.stringify([result.audited.snapshot.principalEvents, result.report]);
    for (const more of ['ada-at-night', '203.0.113.7']) expect(kept).not.toContain(more);
  });

  it('leaves them unknown when it may not be asked, and says so', async () => {
    const result = await auditOf({ faults: [{ on: 'cloudtrail:LookupEvents', fault: 'denied' }] });
    expect([...unusedRoles(result).keys()]).toEqual(['reports']);
    const { unknown = [] } = result.report.checks.find(({ id }) => id === 'role-unused') ?? {};
    expect(unknown.map(({ resourceArn }) => resourceArn)).toEqual(
      ['break-glass', 'consultants', 'migration', 'old-pipeline'].map(roleArn),
    );
    expect(unknown[0]?.reason).toContain('cloudtrail:LookupEvents is denied');
    expect(result.report.summary).toMatchObject({ status: 'incomplete' });
    expect(result.report.summary.gaps).toEqual([
      expect.stringMatching(/^principal-events denied: 4 of 4 users and roles/),
    ]);
  });

  it('is asked about no more of them than may be, and about nobody unless that is asked for', async () => {
    const bounded = await auditOf({}, 1);
    expect(lookups()).toBe(2);
    expect(unusedRoles(bounded).get('migration')).toContain('is not known: more users and roles are in question');
    expect(bounded.report.summary.status).toBe('complete');
    await sandbox.close();
    expect(unusedRoles(await auditOf({}, 0)).size).toBe(5);
    expect(lookups()).toBe(0);
  });
});
