import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkById, checks } from '../../lib/checks/registry.ts';

describe('checks', () => {
  it('have ids of their own', () => {
    expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length);
  });

  it.each(checks)('$id is in the file of that name, in the folder of its family', ({ id, family }) => {
    expect(existsSync(new URL(`../../lib/checks/${family}/${id}.ts`, import.meta.url))).toBe(true);
  });

  it.each(checks)('$id says what it needs and what to do', (check) => {
    // Housekeeping is about the auditor's own things, which are in no snapshot.
    expect(check.needs.length > 0).toBe(check.family !== 'housekeeping');
    for (const text of [check.flags, check.rationale, check.remediation]) expect(text).toMatch(/\.$/);
  });

  it.each(checks)('$id puts evidence of another version into words', (check) => {
    const resource = { arn: 'arn:aws:iam::1:role/r', type: 'AWS::IAM::Role', name: 'r', accountId: '1' };
    expect(check.describe({ resource, evidence: {} })).toMatch(/\.$/);
    expect(check.remediate({ resource, evidence: {} }).text).toMatch(/\.$/);
  });
});

describe('checkById', () => {
  it('knows every check, and no other', () => {
    expect(checks.map(({ id }) => checkById(id))).toEqual(checks);
    expect(checkById('constructor')).toBeUndefined();
  });
});
