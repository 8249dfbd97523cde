import { describe, expect, it } from 'vitest';
import { viewOf } from '../../../lib/checks/account-view.ts';
import type { CheckContext } from '../../../lib/checks/check.ts';
import { isLetIn } from '../../../lib/checks/trust/attempt.ts';
import { attemptBy } from '../../../lib/checks/trust/other-accounts.ts';
import { eachTrust, type Trust } from '../../../lib/checks/trust/trusting-role.ts';
import { pass } from '../../../lib/checks/verdicts.ts';
import { defaultConfiguration } from '../../../lib/config/configuration.ts';
import { anAccount } from '../../builders/an-account.ts';
import type { DocumentSpec } from '../../builders/specs.ts';
import { NOW } from '../../builders/time.ts';
import { letting, type StatementSpec, trustOf } from './a-trust.ts';

const READER = 'arn:aws:iam::999988887777:role/reader';

/** The roles `build` and `deploy` with one trust policy between them, as the collector gives it. */
function sharing(trust: DocumentSpec): CheckContext {
  const account = anAccount().withRole('build', { trust }).withRole('deploy', { trust }).build();
  const [{ trustPolicy } = { trustPolicy: { unreadable: '' } }] = account.roles;
  const snapshot = { ...account, roles: account.roles.map((role) => ({ ...role, trustPolicy })) };
  return { account: viewOf(snapshot), configuration: defaultConfiguration, now: NOW };
}

/** Which of the two let the reader in, and how often that was asked. */
function rolesOpen(...statements: StatementSpec[]) {
  const context = sharing(trustOf(...statements));
  const reader = { kind: 'role', arn: READER, accountId: '999988887777', name: 'reader', sessionArn: null } as const;
  let asked = 0;
  const judge = (trust: Trust) => {
    asked += 1;
    return isLetIn(trust, attemptBy(context, reader)) ? [{ verdict: 'finding', evidence: {} } as const] : [pass];
  };
  const verdicts = [...eachTrust(context, judge)];
  const open = verdicts.flatMap((verdict) => (verdict.verdict === 'finding' ? verdict.resource.name : []));
  return { open, asked };
}

describe('eachTrust', () => {
  it('judges a policy that roles share once, and says it of each of them', () => {
    expect(rolesOpen(letting({ AWS: READER }))).toEqual({ open: ['build', 'deploy'], asked: 1 });
  });

  it('judges it for each role where a statement names resources', () => {
    const onOne = letting({ AWS: READER }, { Resource: 'arn:aws:iam::111122223333:role/deploy' });
    expect(rolesOpen(onOne)).toEqual({ open: ['deploy'], asked: 2 });
  });

  it('says of each role that its policy could not be read wholly', () => {
    const context = sharing(trustOf({ Principal: '*', Action: 'sts:AssumeRole' }));
    expect([...eachTrust(context, () => [])]).toMatchObject([
      { verdict: 'unknown', resourceArn: 'arn:aws:iam::111122223333:role/build' },
      { verdict: 'unknown', resourceArn: 'arn:aws:iam::111122223333:role/deploy' },
    ]);
  });
});
