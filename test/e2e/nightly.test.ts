import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { metricsInLog } from '../../lib/cli/demo/emf.ts';
import { runFunction } from '../../lib/cli/demo/run-function.ts';
import { functionEnvironment, projectFile } from '../../lib/cli/demo/stack.ts';
import { defaultConfiguration } from '../../lib/config/configuration.ts';
import type { Sandbox } from '../../lib/sandbox/server.ts';
import { actionOf } from '../iam-actions.ts';
import { accountId, archiveBucket, audit, readBack, sampleAccount, startSample } from './harness.ts';

let sandbox: Sandbox | undefined;
afterEach(() => sandbox?.close());

/** What is asked about one entity, because a finding may name it, or of one analyzer; all else is the base inventory. */
const perEntity = [
  'iam:GenerateServiceLastAccessedDetails',
  'iam:GetServiceLastAccessedDetails',
  'iam:ListAccessKeys',
  'iam:GetOpenIDConnectProvider',
  'access-analyzer:ListFindingsV2',
];

describe('the nightly audit', () => {
  it('runs from the schedule: findings in Parameter Store, metrics in the log, the snapshot in the archive', async () => {
    sandbox = await startSample({ jobSeconds: 0 });
    const run = await runFunction({
      eventPath: projectFile('events/scheduled.json'),
      environment: functionEnvironment(sandbox.environment),
    });

    const night = await readBack(sandbox);
    expect(run.answer).toMatchObject({
      account: `${accountId} (northwind-prod)`,
      status: 'complete',
      coveragePercent: 100,
    });
    expect(night?.summary).toMatchObject({ status: 'complete', coveragePercent: 100 });
    expect(night?.findings.length).toBeGreaterThan(50);

    const metrics = new Map(metricsInLog(run.log).map(({ name, value }) => [name, value]));
    expect(metrics.get('FindingsHigh')).toBe(night?.summary.counts.high);
    expect(metrics.get('FindingsNew')).toBe(night?.findings.length);
    expect(metrics.get('AuditCompleted')).toBe(1);
    expect(metrics.get('CoveragePercent')).toBe(100);

    const archived = [...(sandbox.accounts[0]?.s3.buckets.get(archiveBucket)?.objects.keys() ?? [])];
    expect(archived).toEqual([
      expect.stringMatching(new RegExp(`^snapshots/${accountId}/\\d{4}-\\d\\d-\\d\\d/.+\\.json\\.gz$`)),
      `reports/${accountId}.ndjson.gz`,
      `answers/${accountId}.ndjson.gz`,
      expect.stringMatching(new RegExp(`^pages/${accountId}/\\d{4}-\\d\\d-\\d\\d/.+\\.html$`)),
    ]);
  });

  it('calls only what the role in serverless.yml allows', async () => {
    sandbox = await startSample();
    await audit(sandbox);

    const called = Object.keys(sandbox.ledger.counts()).map(actionOf);
    const allowed = new Set(readFileSync(projectFile('serverless.yml'), 'utf8').match(/\b[a-z0-9-]+:[A-Z]\w+/g));
    expect(called.filter((operation) => !allowed.has(operation))).toEqual([]);
  });

  it('keeps to its budget of calls: base pages and 17, two for each principal that is asked about, none for a policy', async () => {
    const [spec] = sampleAccount;
    const size =
      (spec?.users.length ?? 0) + (spec?.roles.length ?? 0) + (spec?.policies.length ?? 0) + (spec?.groups.length ?? 0);
    sandbox = await startSample({ jobSeconds: 1 });
    const { audited, cost } = await audit(sandbox, {
      store: false,
      configuration: { ...defaultConfiguration, inventory: [] },
    });

    const asked = Object.values(audited.snapshot.lastAccessed).filter(({ status }) => status !== 'skipped').length;
    const base = cost.operations
      .filter(({ operation }) => !perEntity.includes(operation) && !operation.startsWith('s3:'))
      .reduce((sum, { calls }) => sum + calls, 0);
    expect(base).toBeLessThanOrEqual(Math.ceil(size / 1000) + 17);
    // Two analyzers in the audit's Region, of which one is asked which access is public.
    expect(sandbox.ledger.count('access-analyzer:ListFindingsV2')).toBeLessThanOrEqual(3);
    expect(sandbox.ledger.count('iam:GenerateServiceLastAccessedDetails')).toBe(asked);
    expect(sandbox.ledger.count('iam:GetServiceLastAccessedDetails')).toBe(asked);
  });

  it('writes the lease and the summary on a quiet night, and nothing else', async () => {
    sandbox = await startSample();
    await audit(sandbox, { runId: 'first' });
    // It asks for the URLs of functions, for which the first night had no calls left.
    await audit(sandbox, { runId: 'second' });
    const before = await readBack(sandbox);
    sandbox.ledger.reset();
    const { report } = await audit(sandbox, { runId: 'third' });

    const after = await readBack(sandbox);
    expect(sandbox.ledger.count('ssm:PutParameter')).toBe(2);
    expect(after?.summary.manifest).toEqual(before?.summary.manifest);
    expect(report.findings.map(({ status }) => status)).not.toContain('new');
    expect(report.findings).toHaveLength(before?.findings.length ?? 0);
  });

  it('lets a scheduled and a manual run at once both end well, and loses no finding', async () => {
    sandbox = await startSample();
    const results = await Promise.all([audit(sandbox, { runId: 'scheduled' }), audit(sandbox, { runId: 'manual' })]);

    const night = await readBack(sandbox);
    const outcomes = results.map(({ stored }) => stored?.outcome);
    expect(outcomes).toContain('stored');
    expect(outcomes.every((outcome) => outcome === 'stored' || outcome === 'superseded')).toBe(true);
    for (const { report } of results) {
      expect(night?.findings.map(({ id }) => id).sort()).toEqual(report.findings.map(({ id }) => id).sort());
    }
  });

  it('stores nothing and emits no metrics when only some checks were asked for', async () => {
    sandbox = await startSample();
    const result = await audit(sandbox, { checkIds: ['role-unused'], store: false });

    expect(sandbox.ledger.count('ssm:PutParameter')).toBe(0);
    expect(result.metrics).toEqual([]);
    expect(new Set(result.report.findings.map(({ checkId }) => checkId))).toEqual(new Set(['role-unused']));
  });

  it('archives what was read, without a secret in it', async () => {
    sandbox = await startSample();
    const { audited } = await audit(sandbox);
    const bucket = sandbox.accounts[0]?.s3.buckets.get(archiveBucket);
    const [object] = [...(bucket?.objects.values() ?? [])];
    const body = gunzipSync(object?.at(-1)?.content?.bytes ?? new Uint8Array()).toString('utf8');
    expect(JSON.parse(body)).toEqual(audited.snapshot);
    expect(body).not.toContain(sandbox.credentials.secretAccessKey);
  });
});
