import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAdminPolicy } from '../../lib/policy/admin.ts';
import { isBroader } from '../../lib/policy/breadth.ts';
import { regionsConfinedTo } from '../../lib/policy/confinement.ts';
import { describeCondition } from '../../lib/policy/describe-condition.ts';
import { parsePolicyDocument } from '../../lib/policy/document.ts';
import { effectivePermissions } from '../../lib/policy/effective/effective-permissions.ts';
import { decide } from '../../lib/policy/evaluate/decide.ts';
import { describeRequest } from '../../lib/policy/evaluate/request.ts';
import { lintPolicy } from '../../lib/policy/lint/lint-policy.ts';
import { actionsGranted, servicesGranted } from '../../lib/policy/services-granted.ts';
import { trustedPrincipals } from '../../lib/policy/trust.ts';
import { anyDocument } from './any-document.ts';

const request = describeRequest({
  principal: { kind: 'user', arn: 'arn:aws:iam::111122223333:user/alice', accountId: '111122223333', name: 'alice' },
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::reports/2026/q3.csv',
  isContextPartial: true,
});

function askEverything(json: unknown): void {
  const document = parsePolicyDocument(json);
  for (const grant of servicesGranted(document).values()) expect(grant.accessLevels.size).toBeLessThan(6);
  actionsGranted([document]);
  isAdminPolicy(document);
  isBroader(document, document);
  regionsConfinedTo([document]);
  trustedPrincipals(document);
  const sourced = { source: 'any', policy: document };
  decide(request, { identity: [sourced], resource: sourced, boundary: sourced });
  const { possible, of } = effectivePermissions({
    principal: request.principal,
    identity: [sourced],
    boundary: sourced,
    scps: [[sourced]],
  });
  if (of('s3:GetObject').decision === 'allowed') expect(possible.isEmpty()).toBe(false);
  for (const statement of document.statements) statement.conditions.forEach(describeCondition);
  lintPolicy(json, { kind: 'managed' });
}

describe('any JSON value', () => {
  it('is read without an exception, and so is all that is asked of it', () => {
    fc.assert(fc.property(anyDocument, askEverything), { numRuns: 3_000 });
  });

  it('loses no statement: each is read or has a problem that says that it is not', () => {
    fc.assert(
      fc.property(fc.array(anyDocument, { maxLength: 6 }), (Statement) => {
        const { statements, problems } = parsePolicyDocument({ Version: '2012-10-17', Statement });
        const read = statements.map(({ index }) => index);
        const unread = problems.filter((problem) => problem.unread).map(({ pointer }) => Number(pointer.split('/')[2]));
        expect(new Set([...read, ...unread]).size).toBe(Statement.length);
        expect(read.filter((index) => unread.includes(index))).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('may be nested as deep and be as long as it likes', () => {
    let deep: unknown = 'x';
    for (let depth = 0; depth < 100_000; depth++) deep = depth % 2 === 0 ? [deep] : { Statement: deep };
    const long = 'a*?'.repeat(33_334);
    for (const odd of [deep, long]) {
      askEverything(odd);
      for (const element of ['Effect', 'Action', 'NotAction', 'Resource', 'Principal', 'Condition', 'Sid', 'Other']) {
        askEverything({ Version: odd, Statement: { Effect: 'Allow', Action: 's3:*', Resource: '*', [element]: odd } });
      }
    }
  });
});
