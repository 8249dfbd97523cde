import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const executable = fileURLToPath(new URL('../../bin/account-auditor.js', import.meta.url));
const question = (id: number) =>
  `${JSON.stringify({
    id,
    principal: 'arn:aws:iam::111122223333:user/alice',
    action: id % 2 === 0 ? 's3:GetObject' : 's3:PutObject',
    resource: 'arn:aws:s3:::reports/2026/q3.csv',
    identityPolicies: [{ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 's3:Get*', Resource: '*' } }],
  })}\n`;

function evaluate() {
  const child = spawn(process.execPath, [executable, 'evaluate'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { child, next: async () => JSON.parse((await answers.next()).value ?? 'null'), exited: once(child, 'exit') };
}

describe('account-auditor evaluate', () => {
  it('answers line by line while questions still come', async () => {
    const { child, next, exited } = evaluate();
    child.stdin.write(question(0));
    expect(await next()).toMatchObject({ id: 0, decision: 'allowed' });
    child.stdin.write('nonsense\n');
    expect(await next()).toMatchObject({ error: expect.stringContaining('not JSON') });
    child.stdin.end(question(1));
    expect(await next()).toMatchObject({ id: 1, decision: 'implicitDeny' });
    expect(await exited).toEqual([0, null]);
  });

  it('loses no line and keeps their order when the reader is slow', async () => {
    const { child, next, exited } = evaluate();
    const count = 20_000;
    child.stdin.end(Array.from({ length: count }, (_, id) => question(id)).join(''));
    // Long before the reader begins, the pipe is full.
    await once(child.stdout, 'readable');
    for (let id = 0; id < count; id++) expect((await next()).id).toBe(id);
    expect(await exited).toEqual([0, null]);
  });

  it('is content with no question at all', async () => {
    const { child, exited } = evaluate();
    child.stdin.end();
    expect(await exited).toEqual([0, null]);
  });
});
