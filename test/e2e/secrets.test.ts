import { gunzipSync } from 'node:zlib';
import { PutParameterCommand } from '@aws-sdk/client-ssm';
import { afterEach, describe, expect, it } from 'vitest';
import { summariseAudit } from '../../lib/audit-summary.ts';
import { createAws } from '../../lib/aws/aws.ts';
import { checks } from '../../lib/checks/registry.ts';
import { runFunction } from '../../lib/cli/demo/run-function.ts';
import { functionEnvironment, projectFile } from '../../lib/cli/demo/stack.ts';
import { configurationSchema } from '../../lib/config/configuration.ts';
import { inventoryParts } from '../../lib/config/inventory.ts';
import { formats } from '../../lib/report/formats.ts';
import type { Sandbox } from '../../lib/sandbox/server.ts';
import { plantedSecrets } from '../sandbox/accounts/planted-secrets.ts';
import { archiveBucket, audit, prefix, readBack, region, startSample } from './harness.ts';

const written = { regions: 'all', inventory: [...inventoryParts] };
const configuration = configurationSchema.parse(written);

let sandbox: Sandbox | undefined;
afterEach(() => sandbox?.close());

/** Where planted secrets are in texts, by the names of both; none is the only good answer. */
function leaks(texts: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(texts).flatMap(([where, text]) =>
    plantedSecrets.filter((secret) => text.includes(secret.text)).map(({ at }) => `${at} in ${where}`),
  );
}

/** All that the auditor wrote to the archive, unpacked. */
function archived({ accounts: [account] }: Sandbox): Readonly<Record<string, string>> {
  const objects = [...(account?.s3.buckets.get(archiveBucket)?.objects ?? [])];
  return Object.fromEntries(
    objects.flatMap(([key, versions]) =>
      versions.map(({ content }, version) => [`${key} (${version})`, unpacked(content?.bytes ?? new Uint8Array())]),
    ),
  );
}

function unpacked(bytes: Uint8Array): string {
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return Buffer.from(isPacked ? gunzipSync(bytes) : bytes).toString();
}

describe('a secret in an environment or a parameter', () => {
  it('is found, and is in nothing that the auditor says or keeps', { timeout: 120_000 }, async () => {
    sandbox = await startSample({ jobSeconds: 0 });
    const lines: unknown[] = [];
    const say = (...what: unknown[]) => lines.push(what);
    const result = await audit(sandbox, {
      configuration,
      log: { info: say, warn: say },
      onProgress: (progress) => lines.push(progress),
    });
    const { snapshot } = result.audited;
    const found = snapshot.functions?.items.flatMap(({ environment }) =>
      environment !== null && 'variables' in environment ? environment.variables.filter(({ secret }) => secret) : [],
    );
    expect(found?.length).toBeGreaterThan(6);
    const options = { checks, columns: 200, snapshot, configuration };
    const rendered = await Promise.all(
      Object.entries(formats).map(async ([name, { render }]) => [name, await render(result.report, options)] as const),
    );
    const kept = archived(sandbox);
    expect(Object.keys(kept).length).toBeGreaterThan(3);
    expect(
      leaks({
        ...Object.fromEntries(rendered),
        ...kept,
        snapshot: JSON.stringify(snapshot),
        summary: JSON.stringify(summariseAudit(result)),
        'log and progress': JSON.stringify(lines),
        'what a reader finds': JSON.stringify(await readBack(sandbox)),
      }),
    ).toEqual([]);
  });

  it('is not in what an unfinished audit leaves to the next', { timeout: 120_000 }, async () => {
    sandbox = await startSample({ jobSeconds: 0 });
    const { audited } = await audit(sandbox, { configuration, sweepSignal: AbortSignal.abort() });
    expect(audited.left).toBeGreaterThan(0);
    const kept = archived(sandbox);
    expect(Object.keys(kept)).toEqual([expect.stringMatching(/^unfinished\//)]);
    expect(leaks(kept)).toEqual([]);
  });

  it('is not in the log of the function, at its most talkative', { timeout: 120_000 }, async () => {
    sandbox = await startSample({ jobSeconds: 0 });
    await configure(sandbox);
    const run = await runFunction({
      eventPath: projectFile('events/scheduled.json'),
      environment: {
        ...functionEnvironment(sandbox.environment),
        POWERTOOLS_LOG_LEVEL: 'TRACE',
        DEBUG: '*',
        NODE_DEBUG: 'http',
      },
    });
    expect(sandbox.ledger.count('lambda:ListFunctions')).toBeGreaterThan(0);
    expect(leaks({ log: run.log, answer: JSON.stringify(run.answer), ...archived(sandbox) })).toEqual([]);
  });

  it('is in no error, however the services fail', { timeout: 120_000 }, async () => {
    sandbox = await startSample({ jobSeconds: 0 });
    sandbox.setFaults([
      { on: 'lambda:ListFunctions', fault: 'truncated' },
      { on: 'ssm:DescribeParameters', fault: 'truncated' },
    ]);
    const { report, audited } = await audit(sandbox, { configuration, store: false });
    const record = audited.snapshot.coverage.find(({ source }) => source === 'functions');
    expect(record?.status).toBe('failed');
    expect(leaks({ report: JSON.stringify(report), snapshot: JSON.stringify(audited.snapshot) })).toEqual([]);
  });
});

/** Writes the settings as an operator does. */
async function configure({ endpoint, credentials }: Sandbox): Promise<void> {
  const aws = createAws({ region, endpoint, credentials });
  const Value = JSON.stringify(written);
  await aws.ssm().send(new PutParameterCommand({ Name: `${prefix}/config`, Value, Type: 'String', Overwrite: true }));
  aws.close();
}
