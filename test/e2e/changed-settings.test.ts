import { PutParameterCommand } from '@aws-sdk/client-ssm';
import { afterEach, describe, expect, it } from 'vitest';
import type { AuditJobResult } from '../../lib/audit-job.ts';
import { createAws } from '../../lib/aws/aws.ts';
import type { Sandbox } from '../../lib/sandbox/server.ts';
import { smallAccountNow } from './small-account.ts';
import { auditSmall, ownTime, startSmall } from './small-audit.ts';

const name = '/account-auditor/config';

let sandbox: Sandbox;
let days = 0;
afterEach(() => sandbox.close());

async function start(denied: boolean): Promise<void> {
  days = 0;
  sandbox = await startSmall({
    now: () => new Date(smallAccountNow.getTime() + days * 86_400_000),
    ...(denied ? { faults: [{ on: 'ssm:DescribeParameters', fault: 'denied' }] } : {}),
  });
}

async function writeSettings(): Promise<void> {
  const aws = createAws({ region: 'eu-west-1', endpoint: sandbox.endpoint, credentials: sandbox.credentials });
  const Value = JSON.stringify({ attribution: { maxLookups: 0 } });
  await aws.ssm().send(new PutParameterCommand({ Name: name, Value, Type: 'String', Overwrite: true }));
  aws.close();
}

async function night(number: number): Promise<AuditJobResult> {
  days = number;
  return await auditSmall(sandbox, { store: true, runId: `run-${number}`, ...ownTime(number) });
}

const changesIn = ({ report }: AuditJobResult) =>
  report.findings.filter(({ checkId }) => checkId === 'configuration-changed');
const statusIn = ({ report }: AuditJobResult) => report.checks.find(({ id }) => id === 'configuration-changed')?.status;

describe('a change of the settings', () => {
  it('is told for one night, with who made it', async () => {
    await start(false);
    expect(statusIn(await night(0))).toBe('not-applicable');
    days = 0.5;
    await writeSettings();
    expect(changesIn(await night(1))).toMatchObject([
      {
        status: 'new',
        resource: { name },
        evidence: {
          parameter: name,
          version: 1,
          changedAt: new Date(smallAccountNow.getTime() + 43_200_000).toISOString(),
          changedBy: expect.stringMatching(/^arn:aws:iam::111122223333:/),
        },
      },
    ]);
    expect(changesIn(await night(2))).toMatchObject([{ status: 'resolved' }]);
  });

  it('is unknown when it could not be read, which does not keep the night from being stored', async () => {
    await start(true);
    await night(0);
    const second = await night(1);
    expect(second.stored?.outcome).toBe('stored');
    expect(statusIn(second)).toBe('unknown');
  });
});
