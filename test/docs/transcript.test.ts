import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { transcript, withTranscript } from './transcript.ts';

describe('transcript', () => {
  it('is what README.md shows', async () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const text = await transcript();
    expect(text).toMatch(/^\$ account-auditor audit .*\nAccount 111122223333/);
    expect(readme, 'run: node test/docs/transcript.ts').toContain(text);
    expect(withTranscript(readme, text)).toBe(readme);
  });
});
