import { afterEach, describe, expect, it } from 'vitest';
import type { AuditJobResult } from '../../lib/audit-job.ts';
import { configurationSchema } from '../../lib/config/configuration.ts';
import { inventoryParts } from '../../lib/config/inventory.ts';
import { type Sandbox, startSandbox } from '../../lib/sandbox/server.ts';
import { manyFunctions } from '../sandbox/many-functions.ts';
import { archiveBucket, audit, prefix } from './harness.ts';

const regions = ['eu-west-1', 'us-east-1', 'eu-central-1', 'ap-southeast-2'];
const settings = { prefix, archiveBucket };
const configuration = configurationSchema.parse({ regions, inventory: inventoryParts });

/** What the inventory asks of services that are asked nothing else. */
const OF_THE_INVENTORY =
  /^(?:apprunner|batch|bedrock-agentcore|cloudformation|codebuild|codedeploy|ecs|kms|lambda|logs|sagemaker|states|s3control):/;
const ALSO_OF_IT = new Set([
  'ec2:DescribeSubnets',
  'ec2:DescribeInstances',
  'ec2:DescribeLaunchTemplateVersions',
  'ec2:GetInstanceMetadataDefaults',
  'ssm:DescribeParameters',
]);
const OF_BUCKETS = /^s3:(?:GetBucket|GetPublicAccessBlock|ListBuckets|ListAllMyBuckets)/;

let sandbox: Sandbox | undefined;
afterEach(() => sandbox?.close());

/** An account's nights, each with the calls of the inventory by operation. */
async function nights(options: Omit<Parameters<typeof manyFunctions>[0], 'regions'>) {
  const spec = { ...manyFunctions({ ...options, regions }), buckets: [archiveBucket] };
  const account = await startSandbox({ accounts: [spec] });
  sandbox = account;
  return async (runId: string, wanted = configuration) => {
    account.ledger.reset();
    const result = await audit(account, { configuration: wanted, settings, runId });
    const counts = Object.entries(account.ledger.counts()).filter(
      ([action]) => OF_THE_INVENTORY.test(action) || ALSO_OF_IT.has(action) || OF_BUCKETS.test(action),
    );
    const calls = counts.reduce((sum, [, count]) => sum + count, 0);
    return { calls, counts: Object.fromEntries(counts), result };
  };
}

/** Pages beyond the first of each list in each Region. */
function furtherPages({ audited: { snapshot } }: AuditJobResult, size: number): number {
  const inEach = regions.map(
    (region) => snapshot.functions?.items.filter((lambda) => lambda.region === region).length ?? 0,
  );
  return inEach.reduce((sum, count) => sum + Math.max(0, Math.ceil(count / size) - 1), 0);
}

function gapsOf({ audited: { snapshot } }: AuditJobResult) {
  return snapshot.coverage.filter(({ status }) => status !== 'complete' && status !== 'skipped');
}

describe('the inventory of 2,000 functions in four Regions', () => {
  it('takes at most 60 calls and further pages where analyzers watch, on every night', {
    timeout: 240_000,
  }, async () => {
    const night = await nights({ count: 2_000, analyzers: true });
    for (const runId of ['first', 'second']) {
      const { calls, counts, result } = await night(runId);
      expect(gapsOf(result)).toEqual([]);
      expect(result.audited.snapshot.functions?.items).toHaveLength(2_000);
      // The lists of functions and of their log groups have fifty on a page.
      expect(calls - 2 * furtherPages(result, 50), JSON.stringify(counts)).toBeLessThanOrEqual(60);
    }
  });
});

describe('the inventory of functions that no analyzer watches', () => {
  it('asks about each once on the first night, and about those that were changed on the second', {
    timeout: 120_000,
  }, async () => {
    const count = 120;
    const perFunction = ({ counts }: { readonly counts: Readonly<Record<string, number>> }) =>
      (counts['lambda:GetPolicy'] ?? 0) + (counts['lambda:GetFunctionUrlConfig'] ?? 0);
    const night = await nights({ count });
    const first = await night('first');
    expect(perFunction(first)).toBe(count);
    expect(gapsOf(first.result)).toEqual([]);

    const changed = 7;
    const later = await startSandbox({
      accounts: [{ ...manyFunctions({ count, regions, changed }), buckets: [archiveBucket] }],
    });
    const kept = sandbox?.accounts[0]?.s3.buckets.get(archiveBucket)?.objects ?? new Map();
    for (const [key, versions] of kept) later.accounts[0]?.s3.buckets.get(archiveBucket)?.objects.set(key, versions);
    await sandbox?.close();
    sandbox = later;
    await audit(later, { configuration, settings, runId: 'second' });
    expect(later.ledger.count('lambda:GetPolicy')).toBe(changed);
    // Those that nobody had to ask about left room for the URLs that are open to everybody: one in each Region.
    expect(later.ledger.count('lambda:GetFunctionUrlConfig')).toBe(regions.length);
  });
});

describe('the inventory of an operator who grants less', () => {
  it('leaves out what the configuration does not list, and is complete', { timeout: 60_000 }, async () => {
    const night = await nights({ count: 8 });
    const { counts, result } = await night('only', configurationSchema.parse({ regions, inventory: ['functions'] }));
    expect(Object.keys(counts).filter((action) => !/^(?:lambda|logs):|^ec2:DescribeSubnets$/.test(action))).toEqual([
      'ssm:DescribeParameters',
    ]);
    expect(gapsOf(result)).toEqual([]);
    expect(result.audited.snapshot.coverage.find(({ source }) => source === 'parameters')).toMatchObject({
      status: 'skipped',
      reason: 'inventory in the configuration does not list parameters',
    });
  });
});
