import { describe, expect, it } from 'vitest';
import { readTrust } from '../../../lib/report/page/app/views/principals/trust-list.ts';

const own = '111122223333';

function trusting(...statements: readonly Readonly<Record<string, unknown>>[]) {
  const json = { Version: '2012-10-17', Statement: statements.map((each) => ({ Action: 'sts:AssumeRole', ...each })) };
  return readTrust({ json: JSON.parse(JSON.stringify(json)) }, own);
}

const allowed = (Principal: unknown) => trusting({ Effect: 'Allow', Principal }).statements[0]?.trusted;

describe('readTrust', () => {
  it.each([
    ['*', { kind: 'anybody', name: '', isOutside: true }],
    [{ AWS: '*' }, { kind: 'anybody', name: '', isOutside: true }],
    [{ AWS: own }, { kind: 'account', name: own, isOutside: false }],
    [
      { AWS: 'arn:aws:iam::444455556666:root' },
      { kind: 'account', name: 'arn:aws:iam::444455556666:root', isOutside: true },
    ],
    [
      { AWS: 'arn:aws:iam::111122223333:role/deploy' },
      { kind: 'principal', name: 'arn:aws:iam::111122223333:role/deploy', isOutside: false },
    ],
    [{ AWS: 'AROAEXAMPLEDELETED01X' }, { kind: 'deleted principal', name: 'AROAEXAMPLEDELETED01X', isOutside: false }],
    [{ Service: 'lambda.amazonaws.com' }, { kind: 'service', name: 'lambda.amazonaws.com', isOutside: false }],
    [{ Federated: 'accounts.google.com' }, { kind: 'provider', name: 'accounts.google.com', isOutside: true }],
  ])('says whom %j names', (principal, trusted) => {
    expect(allowed(principal)).toEqual([trusted]);
  });

  it('takes NotPrincipal for everybody but those', () => {
    const { statements } = trusting({ Effect: 'Allow', NotPrincipal: { AWS: own } });
    expect(statements[0]?.trusted).toEqual([{ kind: 'anybody', name: `but ${own}`, isOutside: true }]);
  });

  it('puts conditions into words, and keeps what is denied apart', () => {
    const condition = { StringEquals: { 'sts:ExternalId': 'a-1' } };
    const { statements } = trusting(
      { Effect: 'Allow', Principal: { AWS: own }, Condition: condition },
      { Effect: 'Deny', Principal: '*' },
    );
    expect(statements).toMatchObject([
      { effect: 'Allow', conditions: ['sts:ExternalId is "a-1"'], actions: ['sts:AssumeRole'] },
      { effect: 'Deny', trusted: [{ kind: 'anybody' }] },
    ]);
  });

  it('says what could not be read, and never passes over it', () => {
    expect(readTrust({ unreadable: 'the text is not JSON' }, own).unread).toEqual(['the text is not JSON']);
    const half = trusting({ Effect: 'allow', Principal: '*' }, { Effect: 'Allow', Principal: { AWS: own } });
    expect(half.statements.map(({ index }) => index)).toEqual([1]);
    expect(half.unread).toEqual(['/Statement/0/Effect: Effect is Allow or Deny, written so']);
  });
});
