import { DeleteParameterCommand, PutParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { afterEach, describe, expect, it } from 'vitest';
import type { AuditJobResult } from '../../lib/audit-job.ts';
import { createAws } from '../../lib/aws/aws.ts';
import { loadAccounts } from '../../lib/sandbox/load.ts';
import { type Sandbox, startSandbox } from '../../lib/sandbox/server.ts';
import { smallAccount, smallAccountNow } from './small-account.ts';
import { auditSmall, ownTime } from './small-audit.ts';

const name = '/account-auditor/config';

let sandbox: Sandbox;
let days = 0;
afterEach(() => sandbox.close());

async function start(denied: boolean): Promise<void> {
  days = 0;
  // Somebody deletes the configuration half a day after the second night.
  const deletion = {
    time: new Date(smallAccountNow.getTime() + 1.5 * 86_400_000).toISOString(),
    name: 'DeleteParameters',
    source: 'ssm.amazonaws.com',
    username: 'mallory',
    region: 'eu-west-1',
    parameters: { names: [name] },
    identity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/mallory' },
  };
  sandbox = await startSandbox({
    accounts: loadAccounts([{ ...smallAccount, events: [...(smallAccount.events ?? []), deletion] }], {
      now: smallAccountNow,
    }),
    now: () => new Date(smallAccountNow.getTime() + days * 86_400_000),
    ...(denied ? { faults: [{ on: 'ssm:DescribeParameters', fault: 'denied' }] } : {}),
  });
}

async function onParameterStore(act: (ssm: SSMClient) => Promise<unknown>): Promise<void> {
  const aws = createAws({ region: 'eu-west-1', endpoint: sandbox.endpoint, credentials: sandbox.credentials });
  await act(aws.ssm());
  aws.close();
}

const writeSettings = () =>
  onParameterStore((ssm) => {
    const Value = JSON.stringify({ attribution: { maxLookups: 2 } });
    return ssm.send(new PutParameterCommand({ Name: name, Value, Type: 'String', Overwrite: true }));
  });
const deleteSettings = () => onParameterStore((ssm) => ssm.send(new DeleteParameterCommand({ Name: name })));

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

  it('is told when they are deleted, with who did it', async () => {
    await start(false);
    await writeSettings();
    await night(0);
    await night(1);
    days = 1.5;
    await deleteSettings();
    expect(changesIn(await night(2))).toMatchObject([
      {
        status: 'new',
        resource: { name },
        evidence: { parameter: name, deletedAfter: expect.any(String) },
        introducedBy: { actor: 'arn:aws:iam::111122223333:user/mallory', event: 'DeleteParameters' },
      },
    ]);
    expect(changesIn(await night(3))).toMatchObject([{ status: 'resolved' }]);
  });

  it('is unknown when it could not be read, which does not keep the night from being stored', async () => {
    await start(true);
    await night(0);
    const second = await night(1);
    expect(second.stored?.outcome).toBe('stored');
    expect(statusIn(second)).toBe('unknown');
  });
});
