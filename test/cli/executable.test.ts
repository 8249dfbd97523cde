import { describe, expect, it } from 'vitest';
import { run } from './command-line.ts';

/** Loaded before the program, it says on stderr how the process was started. */
const tell = `--import=data:text/javascript,${encodeURIComponent('console.error(process.pid,JSON.stringify(process.execArgv))')}`;

describe('bin/account-auditor.js', () => {
  it('starts again as the same process, with flags that keep its memory small', async () => {
    const { code, stdout, stderr } = await run(['--version'], { NODE_OPTIONS: tell });
    const [first, second, ...others] = stderr.trim().split('\n');
    expect([code, stdout.trim()]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+$/)]);
    expect(first).toMatch(/^\d+ \[\]$/);
    expect(second).toBe(`${first?.split(' ')[0]} ["--max-semi-space-size=16","--expose-gc"]`);
    expect(others).toEqual([]);
  });

  it('keeps the size that somebody has set', async () => {
    const { stderr } = await run(['--version'], { NODE_OPTIONS: `--max-semi-space-size=32 ${tell}` });
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
