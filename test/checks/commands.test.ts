import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { iam, remediation } from '../../lib/checks/commands.ts';

/** The words that a POSIX shell makes of a line. */
function wordsOf(line: string): readonly string[] {
  return execFileSync('/bin/sh', ['-c', `aws() { printf '%s\\0' "$@"; }; ${line}`], { encoding: 'utf8' })
    .split('\0')
    .slice(0, -1);
}

describe('remediation', () => {
  it('writes lines that a shell reads as they were meant, whatever the names', () => {
    const name = fc.oneof(
      fc.constantFrom("'", "x'; id; '", '$(id)', '`id`', 'a\\', '\n', '-rf', '--profile', '*', '~', '!!', '#'),
      fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !text.includes('\0')),
    );
    fc.assert(
      fc.property(name, (value) => {
        const { commands = [] } = remediation('text', [iam('delete-user', { 'user-name': value })]);
        const words = commands.flatMap(wordsOf);
        const expected = value.startsWith('-') ? [`--user-name=${value}`] : ['--user-name', value];
        expect(words).toEqual(['iam', 'delete-user', ...expected]);
      }),
      { numRuns: 60 },
    );
  });

  it('writes options without a value last', () => {
    const command = { call: 'cloudtrail update-trail', options: { name: 'main' }, flags: ['is-multi-region-trail'] };
    expect(remediation('text', [command]).commands).toEqual([
      "aws cloudtrail update-trail --name 'main' --is-multi-region-trail",
    ]);
  });

  it('names files that the operator writes', () => {
    const command = {
      ...iam('update-assume-role-policy', { 'role-name': 'ci' }),
      files: { 'policy-document': 'p.json' },
    };
    expect(remediation('text', [command]).commands).toEqual([
      "aws iam update-assume-role-policy --role-name 'ci' --policy-document 'file://p.json'",
    ]);
  });

  it('gives no lines when the CLI would read a value from a file or an address', () => {
    for (const value of ['file:///etc/passwd', 'FILEB://x', 'https://example.org']) {
      expect(remediation('text', [iam('delete-user', { 'user-name': value })])).toEqual({ text: 'text' });
    }
  });
});
