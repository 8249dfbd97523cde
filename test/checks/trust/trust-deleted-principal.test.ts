import { describe, expect, it } from 'vitest';
import { trustDeletedPrincipal } from '../../../lib/checks/trust/trust-deleted-principal.ts';
import { runCheck } from '../run-check.ts';
import { letting, ROLE_ARN, type StatementSpec, trustOf, withTrust } from './a-trust.ts';

const GONE = 'AROAEXAMPLEDELETED01X';
const run = (...statements: StatementSpec[]) => runCheck(trustDeletedPrincipal, withTrust(trustOf(...statements)));

describe('trust-deleted-principal', () => {
  it('reports the id of a deleted role beside a principal that is there', () => {
    const bastion = 'arn:aws:iam::111122223333:role/bastion-host';
    const { findings } = run(letting({ AWS: [bastion, GONE] }));
    expect(findings).toMatchObject([
      {
        severity: 'low',
        resource: { arn: ROLE_ARN },
        evidence: { ids: [GONE], statements: [{ statement: 0, principals: [bastion, GONE] }] },
      },
    ]);
    expect(findings.map((finding) => trustDeletedPrincipal.describe(finding))).toEqual([
      `The trust policy of role deploy names ${GONE}, deleted since, in statement 0.`,
    ]);
  });

  it('reports ids in Deny statements and in NotPrincipal', () => {
    const { findings } = run(
      letting({ AWS: '444455556666' }),
      { Effect: 'Deny', Principal: { AWS: 'AIDAEXAMPLEDELETED02Y' }, Action: 'sts:AssumeRole' },
      { Sid: 'AllBut', Effect: 'Deny', NotPrincipal: { AWS: [GONE] }, NotAction: 's3:*' },
    );
    expect(findings).toMatchObject([
      {
        evidence: {
          ids: ['AIDAEXAMPLEDELETED02Y', GONE],
          statements: [
            { statement: 1, effect: 'Deny' },
            { statement: 2, sid: 'AllBut', notPrincipals: [GONE] },
          ],
        },
      },
    ]);
    expect(findings.map((finding) => trustDeletedPrincipal.describe(finding))).toEqual([
      `The trust policy of role deploy names AIDAEXAMPLEDELETED02Y, ${GONE}, deleted since, in statements 1 and 2 (AllBut).`,
    ]);
  });

  it.each([
    ['ids of keys and groups', ['AKIAIOSFODNN7EXAMPLE', 'AGPAEXAMPLEGROUP0001X']],
    ['accounts and ARNs', ['444455556666', 'arn:aws:iam::444455556666:role/AROAEXAMPLEDELETED01X']],
    ['texts that only begin like an id', ['AROA', 'AROAMA', 'aroaexampledeleted01x', `${GONE}/x`]],
  ])('does not take %s for deleted principals', (_, AWS) => {
    expect(run(letting({ AWS })).status).toBe('pass');
  });

  it('does not call a principal deleted that the account has', () => {
    const account = withTrust(trustOf(letting({ AWS: GONE }))).withRole('rebuilt', { id: GONE });
    expect(runCheck(trustDeletedPrincipal, account).status).toBe('pass');
  });

  it('cannot judge a trust policy that cannot be read', () => {
    expect(runCheck(trustDeletedPrincipal, withTrust('not json')).unknown).toMatchObject([
      { resourceArn: ROLE_ARN, code: 'unreadable-document' },
    ]);
  });
});
