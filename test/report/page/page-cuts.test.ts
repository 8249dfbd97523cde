import { describe, expect, it } from 'vitest';
import { viewOf } from '../../../lib/checks/account-view.ts';
import { pageCuts } from '../../../lib/report/page/page-cuts.ts';
import { anAccount } from '../../builders/an-account.ts';
import { ACCOUNT_ROOT, allowing, EVERYTHING, roleArn, trusting } from '../../escalation/documents.ts';

const toAccount = trusting({ AWS: ACCOUNT_ROOT });
/** Two teams of five who may become any role, each by a policy of its own, and so many administrators that they can become. */
const teams = (admins: readonly string[]) => {
  const start = ['shop', 'search'].reduce(
    (account, team) =>
      account
        .withPolicy(`${team}-assume`, allowing('sts:AssumeRole', '*'))
        .withGroup(team, { policies: [`${team}-assume`] }),
    anAccount(),
  );
  const users = Array.from({ length: 10 }, (_, index) => [`dev-${index}`, index < 5 ? 'shop' : 'search'] as const);
  const withUsers = users.reduce((account, [name, team]) => account.withUser(name, { groups: [team] }), start);
  return admins.reduce(
    (account, name) => account.withRole(name, { trust: toAccount, inline: { all: EVERYTHING } }),
    withUsers,
  );
};

describe('pageCuts', () => {
  it('names the statement without which most ways are gone, with who is left', () => {
    const olga = { inline: { own: allowing('iam:PutUserPolicy', '*') } };
    const [first, ...others] = pageCuts(viewOf(teams(['admin']).withUser('olga', olga).build()));
    expect(first).toEqual({
      statement: { trustPolicyOf: roleArn('admin'), statement: 0 },
      pathsBefore: 11,
      pathsAfter: 1,
      principalsBefore: 11,
      principalsAfter: 1,
    });
    expect(others).toMatchObject([{ statement: { inlinePolicy: { name: 'own' } }, pathsAfter: 0, principalsAfter: 0 }]);
  });

  it('passes over a trust policy whose place others take', () => {
    const cuts = pageCuts(viewOf(teams(['one', 'two', 'three']).build()));
    expect(cuts).toMatchObject([
      { statement: { policyArn: expect.stringMatching(/shop-assume$/) }, pathsBefore: 10, pathsAfter: 5 },
      { statement: { policyArn: expect.stringMatching(/search-assume$/) }, pathsBefore: 5, pathsAfter: 0 },
    ]);
  });

  it('proposes nothing where nobody can become an administrator', () => {
    expect(pageCuts(viewOf(anAccount().withUser('ana').build()))).toEqual([]);
  });
});
