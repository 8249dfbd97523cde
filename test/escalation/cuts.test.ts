import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Cut, cutsOf } from '../../lib/escalation/cuts.ts';
import type { Group, Role, Snapshot, StoredDocument, User } from '../../lib/snapshot/snapshot.ts';
import { anAccount } from '../builders/an-account.ts';
import { ACCOUNT_ROOT, allowing, EVERYTHING, roleArn, trusting } from './documents.ts';
import { accountOf, escalationIn } from './escalate.ts';

const toAccount = trusting({ AWS: ACCOUNT_ROOT });

/** Twelve users by one policy and one more by its own, all through one role; and a function's role that is nobody's way. */
const snapshot = Array.from({ length: 12 }, (_, index) => `dev-${index}`)
  .reduce(
    (builder, name) => builder.withUser(name, { groups: ['developers'] }),
    anAccount()
      .withPolicy('assume-deploy', allowing('sts:AssumeRole', roleArn('deploy')))
      .withGroup('developers', { policies: ['assume-deploy'] }),
  )
  .withUser('olga', { inline: { own: allowing('sts:AssumeRole', roleArn('admin')) } })
  .withRole('deploy', { trust: toAccount, inline: { own: allowing('sts:AssumeRole', roleArn('admin')) } })
  .withRole('admin', { trust: toAccount, inline: { all: EVERYTHING } })
  .build();

describe('cutsOf', () => {
  const cuts = cutsOf(accountOf(snapshot), { limit: 3 });

  it('names the statement that most paths need first', () => {
    expect(cuts[0]).toEqual({
      statement: { trustPolicyOf: roleArn('admin'), statement: 0 },
      pathsBefore: 14,
      pathsAfter: 0,
      principalsBefore: 14,
      principalsAfter: 0,
    });
  });

  it('asks for one principal alone', () => {
    expect(cutsOf(accountOf(snapshot), { limit: 1, from: roleArn('deploy') })[0]?.pathsBefore).toBe(1);
  });

  it('asks for the ways to one principal, who is no administrator', () => {
    const worker = anAccount()
      .withUser('eve', { inline: { own: allowing('sts:AssumeRole', roleArn('worker')) } })
      .withUser('adam', { inline: { own: allowing('sts:AssumeRole', roleArn('worker')) } })
      .withRole('worker', { trust: toAccount })
      .build();
    expect(cutsOf(accountOf(worker), { limit: 1, to: roleArn('worker') })).toMatchObject([
      { statement: { trustPolicyOf: roleArn('worker'), statement: 0 }, pathsBefore: 2, pathsAfter: 0 },
    ]);
  });

  it('passes over a trust policy whose place others take', () => {
    const teams = ['shop', 'search'].reduce(
      (account, team) =>
        account
          .withPolicy(`${team}-assume`, allowing('sts:AssumeRole', '*'))
          .withUser(`${team}-lead`, { policies: [`${team}-assume`] })
          .withRole(`${team}-admin`, { trust: toAccount, inline: { all: EVERYTHING } }),
      anAccount(),
    );
    expect(cutsOf(accountOf(teams.build()), { limit: 4 })).toMatchObject([
      { statement: { policyArn: expect.stringMatching(/shop-assume$/) }, principalsBefore: 2, principalsAfter: 1 },
      { statement: { policyArn: expect.stringMatching(/search-assume$/) }, principalsBefore: 1, principalsAfter: 0 },
    ]);
  });

  it('does not name a statement of a version that is put in force on the way', () => {
    const team = anAccount()
      .withPolicy('team', allowing('s3:GetObject'), {
        dormantVersions: [{ document: allowing('sts:AssumeRole', roleArn('admin')) }],
      })
      .withUser('eve', { policies: ['team'], inline: { own: allowing('iam:SetDefaultPolicyVersion') } })
      .withRole('admin', { trust: toAccount, inline: { all: EVERYTHING } });
    expect(cutsOf(accountOf(team.build()), { limit: 4 })).toMatchObject([
      { statement: { inlinePolicy: { name: 'own' }, statement: 0 }, pathsAfter: 0 },
    ]);
  });

  it('says what a search without the statements says', () => {
    const more = anAccountWithTwoAdmins();
    for (const limit of [1, 2, 3]) {
      const made = cutsOf(accountOf(more), { limit });
      const left = [
        ...escalationIn(
          without(
            more,
            made.map(({ statement }) => statement),
          ),
        )
          .all()
          .values(),
      ].flat();
      expect(left).toHaveLength(made.at(-1)?.pathsAfter ?? -1);
    }
  });
});

/** The same with a second way for the developers, so that a cut leaves some. */
function anAccountWithTwoAdmins(): Snapshot {
  return Array.from({ length: 5 }, (_, index) => `dev-${index}`)
    .reduce(
      (builder, name) => builder.withUser(name, { groups: ['developers'] }),
      anAccount()
        .withPolicy('ways', {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: roleArn('one') },
            { Effect: 'Allow', Action: 'iam:UpdateAssumeRolePolicy', Resource: roleArn('two') },
            { Effect: 'Allow', Action: 'iam:PassRole', Resource: '*' },
          ],
        })
        .withGroup('developers', { policies: ['ways'], inline: { make: allowing(['lambda:*']) } }),
    )
    .withRole('one', { trust: toAccount, inline: { all: EVERYTHING } })
    .withRole('two', { trust: trusting({ Service: 'lambda.amazonaws.com' }), inline: { all: EVERYTHING } })
    .build();
}

/** Takes statements out of the documents, each by a Deny on nothing in its place, so that the others stay where they are. */
function without(whole: Snapshot, statements: readonly Cut['statement'][]): Snapshot {
  let left = whole;
  for (const statement of statements) left = withoutOne(left, statement);
  return left;
}

function withoutOne(snapshot: Snapshot, gone: Cut['statement']): Snapshot {
  const isGone = (arn: string) => 'trustPolicyOf' in gone && gone.trustPolicyOf === arn;
  const blankInline = <Holder extends Group | Role | User>(holder: Holder): Holder => ({
    ...holder,
    inlinePolicies: holder.inlinePolicies.map((policy) =>
      'inlinePolicy' in gone &&
      gone.inlinePolicy.entityArn === holder.arn &&
      gone.inlinePolicy.name === policy.policyName
        ? { ...policy, document: blank(policy.document, gone.statement) }
        : policy,
    ),
  });
  return {
    ...snapshot,
    users: snapshot.users.map(blankInline),
    groups: snapshot.groups.map(blankInline),
    roles: snapshot.roles
      .map(blankInline)
      .map((role) => (isGone(role.arn) ? { ...role, trustPolicy: blank(role.trustPolicy, gone.statement) } : role)),
    policies: snapshot.policies.map((policy) => ({
      ...policy,
      versions: policy.versions.map((version) =>
        'policyArn' in gone && gone.policyArn === policy.arn
          ? { ...version, document: blank(version.document, gone.statement) }
          : version,
      ),
    })),
  };
}

const document = z.object({ json: z.looseObject({ Statement: z.array(z.json()) }) });

function blank(stored: StoredDocument, index: number): StoredDocument {
  const { json } = document.parse(stored);
  const Statement = json.Statement.map((each, at) =>
    at === index ? { Effect: 'Deny', Action: 'none:Nothing' } : each,
  );
  return { json: z.json().parse({ ...json, Statement }) };
}
