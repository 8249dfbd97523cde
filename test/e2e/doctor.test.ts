import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Sandbox } from '../../lib/sandbox/server.ts';
import { region, startSample } from './harness.ts';

const bin = fileURLToPath(new URL('../../bin/account-auditor.js', import.meta.url));
const diagnosis = z.object({
  schemaVersion: z.literal(1),
  status: z.string(),
  account: z.object({ accountId: z.string() }).nullable(),
  lines: z.array(z.object({ topic: z.string(), status: z.string(), subject: z.string().optional(), text: z.string() })),
});

describe('account-auditor doctor', () => {
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await startSample();
  });
  afterEach(() => sandbox.setFaults([]));
  afterAll(() => sandbox.close());

  it('exits 0 when an audit has all that it needs', async () => {
    const { code, stdout } = await doctor([]);
    expect(stdout).toMatch(/^WARN +endpoint +CALLS DO NOT GO TO AWS but to /m);
    expect(stdout).toMatch(/^OK +permission +iam:GetAccountAuthorizationDetails: users, groups, roles and policies$/m);
    expect(stdout).toMatch(/^\? +permission +ssm:PutParameter: .*not tried/m);
    expect(stdout).toContain('\nAn audit has all that it needs.\n');
    expect(code).toBe(0);
  });

  it('exits 3 when a permission is missing, also for scripts', async () => {
    sandbox.setFaults([{ on: 'iam:GenerateServiceLastAccessedDetails', fault: 'denied' }]);
    const { code, stdout } = await doctor(['--format', 'json']);
    const { status, account, lines } = diagnosis.parse(JSON.parse(stdout));
    expect(code).toBe(3);
    expect({ status, account }).toEqual({ status: 'incomplete', account: expect.anything() });
    expect(lines.filter((line) => line.status === 'fail')).toEqual([
      {
        topic: 'permission',
        status: 'fail',
        subject: 'iam:GenerateServiceLastAccessedDetails',
        text: expect.stringMatching(/^which permissions are used: Access denied/),
      },
    ]);
  });

  it('exits 4 when an audit cannot begin, with one line that says why', async () => {
    const { code, stdout } = await doctor(['--profile', 'nobody']);
    expect(stdout.match(/^FAIL.*$/gm)).toEqual([
      expect.stringMatching(/^FAIL +credentials +profile nobody \(named by --profile\)/),
    ]);
    expect(code).toBe(4);
  });

  it('exits 2 for flags that do not go together', async () => {
    const { code, stderr } = await doctor(['--external-id', '42']);
    expect(stderr).toBe('account-auditor: --external-id goes with --role-arn\n');
    expect(code).toBe(2);
  });

  it('exits 2 for a role that is none, as an audit does', async () => {
    const { code, stderr } = await doctor(['--role-arn', 'auditor']);
    expect(stderr).toContain("Accepted is a role's ARN");
    expect(code).toBe(2);
  });

  it('prints no secret, whatever it says', async () => {
    for (const arguments_ of [[], ['--format', 'json']]) {
      const { stdout, stderr } = await doctor(arguments_);
      for (const secret of [sandbox.credentials.secretAccessKey, sandbox.credentials.sessionToken ?? 'none'])
        expect(stdout + stderr).not.toContain(secret);
      expect(stdout).not.toContain(sandbox.credentials.accessKeyId);
    }
  });

  async function doctor(arguments_: readonly string[]) {
    const child = spawn(process.execPath, [bin, 'doctor', ...arguments_], {
      env: {
        ...sandbox.environment,
        AWS_REGION: region,
        AWS_CONFIG_FILE: '/dev/null',
        AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      },
    });
    const written = { stdout: '', stderr: '' };
    child.stdout.on('data', (data) => {
      written.stdout += data;
    });
    child.stderr.on('data', (data) => {
      written.stderr += data;
    });
    const [code] = await once(child, 'close');
    return { ...written, code };
  }
});
