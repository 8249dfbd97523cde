import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { documentCommandLine } from '../../lib/cli/document.ts';
import { wholeProgram } from '../../lib/cli/program.ts';

describe('documentCommandLine', () => {
  it('makes docs/cli.md as it stands in the repository', async () => {
    const written = readFileSync(new URL('../../docs/cli.md', import.meta.url), 'utf8');
    expect(written, 'run: node lib/cli/document.ts > docs/cli.md').toBe(documentCommandLine(await wholeProgram()));
  });
});
