import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type { AuditJobResult } from '../../lib/audit-job.ts';
import { loadAccountFile } from '../../lib/sandbox/load.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../lib/sandbox/server.ts';
import { audit, startSample } from './harness.ts';

let sandbox: Sandbox | undefined;
afterEach(() => sandbox?.close());

/** The first account of neglected.json, whose root user is in use. */
function startLab(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const path = fileURLToPath(new URL('../../lib/sandbox/accounts/neglected.json', import.meta.url));
  return startSandbox({ accounts: loadAccountFile(path).slice(0, 1), ...options });
}

const findingsOf = ({ report }: AuditJobResult, ...checkIds: string[]) =>
  report.findings.filter(({ checkId }) => checkIds.includes(checkId));

describe('what an audit looks up for its findings alone', () => {
  it('is the id of every key that a fix names, at a call a user', async () => {
    sandbox = await startSample();
    const result = await audit(sandbox, { store: false });
    const aboutKeys = findingsOf(result, 'access-key-unused', 'access-key-not-rotated', 'access-key-made-with-user');

    expect(new Set(aboutKeys.map(({ checkId }) => checkId)).size).toBe(3);
    for (const { evidence, remediation } of aboutKeys) {
      expect(evidence.accessKeyId).toMatch(/^AKIA/);
      expect(remediation.commands?.join()).toContain(evidence.accessKeyId);
    }
    const users = new Set(aboutKeys.map(({ resource }) => resource.name));
    expect(sandbox.ledger.count('iam:ListAccessKeys')).toBe(users.size);
    expect(sandbox.ledger.count('cloudtrail:LookupEvents')).toBe(0);
  });

  it('is what root did, when it was used', async () => {
    sandbox = await startLab();
    const [finding] = findingsOf(await audit(sandbox, { store: false }), 'root-used-recently');

    const eventId = expect.any(String);
    expect(finding?.evidence.events).toMatchObject([
      { name: 'GetAccountSummary', eventId },
      { name: 'ConsoleLogin', eventId },
      { name: 'DescribeInstances', eventId },
    ]);
    expect(finding?.detail).toContain('Newest events of root: GetAccountSummary at 20');
    expect(sandbox.ledger.count('cloudtrail:LookupEvents')).toBe(1);
  });

  it('costs no finding when it is denied, and is said', async () => {
    sandbox = await startLab({ faults: [{ on: 'cloudtrail:LookupEvents', fault: 'denied' }] });
    const result = await audit(sandbox, { store: false });

    const [finding] = findingsOf(result, 'root-used-recently');
    expect(finding?.detail).toMatch(/What root did could not be read from CloudTrail\.$/);
    expect(result.report.summary).toMatchObject({ status: 'incomplete' });
    expect(result.report.summary.gaps).toEqual([expect.stringMatching(/^root-events denied: Access denied/)]);
  });

  it('is nothing for checks that were not asked for', async () => {
    sandbox = await startLab();
    await audit(sandbox, { store: false, checkIds: ['role-unused'] });

    expect(sandbox.ledger.count('iam:ListAccessKeys')).toBe(0);
    expect(sandbox.ledger.count('cloudtrail:LookupEvents')).toBe(0);
  });
});
