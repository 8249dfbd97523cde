import { allowing, unreadable } from '../compose.ts';
import type { Draft } from '../draft.ts';
import type { DraftRole, Trust } from '../model.ts';
import { everyday } from '../services.ts';
import {
  type AccountTerms,
  type Conditions,
  identityPools,
  trustOfAccount,
  trustOfEverybody,
  trustOfEverybodyBut,
  trustOfIdentityPool,
  trustOfNobody,
  trustOfProvider,
  trustOfService,
  trustWithin,
  withDeletedPrincipal,
} from '../trusts.ts';
import { organizationId, others } from './organization.ts';
import type { Story } from './story.ts';
import { attach, narrow, workAsUsual } from './telling.ts';

/** Roles by whom they let in, and by what they ask of them. */
export const rolesByTrust: readonly Story[] = [
  { weight: 9, takes: { roles: 1 }, tell: forAnotherAccount },
  { weight: 3, takes: { roles: 1 }, tell: adminForAnotherAccount },
  { weight: 3, takes: { roles: 1 }, tell: forEverybody },
  { weight: 6, takes: { roles: 1 }, tell: forAService },
  { weight: 3, takes: { roles: 1 }, tell: forPeopleOfTheCompany },
  { weight: 2, takes: { roles: 1 }, tell: forAnApp },
  { weight: 2, takes: { roles: 1 }, tell: forSomebodyDeleted },
  { weight: 1, takes: { roles: 1 }, tell: forNobodyAnyMore },
];

const externalId = { 'sts:ExternalId': 'f3c9a1d0-acme' };

/** What people ask of another account. */
const terms: readonly AccountTerms[] = [
  {},
  {},
  { condition: { StringEquals: externalId }, showsProof: true },
  { condition: { StringEquals: externalId }, showsProof: true },
  { condition: { StringEquals: { 'aws:PrincipalOrgID': organizationId } }, showsProof: true },
  // Holds for whoever has none.
  { condition: { StringEqualsIfExists: externalId } },
  { condition: { StringLike: { 'sts:ExternalId': '*' } } },
  { condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } },
  { condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } },
  { named: 'role/scanner' },
  { named: 'role/scanner', condition: { StringEquals: externalId }, showsProof: true },
  { named: 'user/deployer' },
  { condition: { StringEquals: { 'aws:PrincipalTag/team': 'platform' } }, isWhole: false },
];

/** Says which of the other account's roles is meant, as well as if it were named. */
function byArn(accountId: string): AccountTerms {
  return { condition: { ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${accountId}:role/deploy` } }, isWhole: false };
}

function trustOfSomeAccount({ chance }: Draft): Trust {
  const accountId = chance.pick([...Object.values(others), others.vendor]);
  return trustOfAccount(accountId, chance.pick([...terms, byArn(accountId)]));
}

function forAnotherAccount(draft: Draft): void {
  const { chance } = draft;
  const role = oldRole(draft, trustOfSomeAccount(draft));
  draft.give(role, narrow(draft));
  if (chance.isTrue(0.3)) {
    attach(role, draft.aws(chance.pick(['ReadOnlyAccess', 'SecurityAudit', 'ViewOnlyAccess'])));
  }
  if (chance.isTrue(0.1)) {
    role.inline.set('broken', unreadable);
  }
  workAsUsual(draft, role);
}

function adminForAnotherAccount(draft: Draft): void {
  const role = oldRole(draft, trustOfSomeAccount(draft));
  attach(role, draft.aws(draft.chance.pick(['AdministratorAccess', 'AdministratorAccess', 'PowerUserAccess'])));
  workAsUsual(draft, role);
}

/** What people write beside `*`, and what of it keeps strangers out. */
const forAll: readonly Trust[] = [
  trustOfEverybody('nothing'),
  trustOfEverybody('nothing', { Bool: { 'aws:SecureTransport': 'true' } }),
  trustOfEverybody('nothing', { StringEqualsIfExists: { 'aws:PrincipalOrgID': organizationId } }),
  trustOfEverybodyBut('444455556666', 'nothing'),
  trustOfEverybodyBut('444455556666', 'more than that', { StringEquals: { 'aws:PrincipalOrgID': organizationId } }),
  trustOfEverybody('external id', { StringEquals: externalId }),
  trustOfEverybody('more than that', { StringEquals: { 'aws:PrincipalOrgID': organizationId } }),
  trustOfEverybody('more than that', { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }),
  trustOfEverybody('more than that', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/ci-*' } }),
];

/** It only reads: one that could do more would make an administrator of everybody in the account, and of all their ways one. */
function forEverybody(draft: Draft): void {
  const { chance } = draft;
  const role = oldRole(draft, chance.pick(forAll));
  if (chance.isTrue(0.3)) {
    attach(role, draft.aws('ReadOnlyAccess'));
  }
  draft.give(role, allowing(chance, [{ services: chance.several([...everyday.keys()], 3), level: 'read' }]));
  workAsUsual(draft, role);
}

/** Conditions on the resource that a service works for: those of strangers fall outside, or do not. */
function sourcesOf(accountId: string): readonly { readonly condition: Conditions; readonly forStrangers: boolean }[] {
  return [
    { condition: { StringEquals: { 'aws:SourceAccount': accountId } }, forStrangers: false },
    { condition: { ArnLike: { 'aws:SourceArn': `arn:aws:*:*:${accountId}:*` } }, forStrangers: false },
    { condition: { StringEquals: { 'aws:SourceOrgID': organizationId } }, forStrangers: false },
    { condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:states:*:*:stateMachine:*' } }, forStrangers: true },
    { condition: { StringLike: { 'aws:SourceAccount': '*' } }, forStrangers: true },
  ];
}

function forAService(draft: Draft): void {
  const { chance } = draft;
  const service = chance.pick(['states', 'events', 'scheduler', 'ecs-tasks']);
  const { condition, forStrangers } = chance.pick(sourcesOf(draft.accountId));
  const trust = chance.isTrue(0.2) ? trustOfService(service) : trustOfService(service, forStrangers, condition);
  const role = oldRole(draft, trust);
  draft.give(role, narrow(draft));
  workAsUsual(draft, role);
}

const signIn = 'https://signin.aws.amazon.com/saml';

/** People who sign in by the company's own provider, for AWS or for any application. */
function forPeopleOfTheCompany(draft: Draft): void {
  const { chance, accountId, corporate } = draft;
  const [condition, strangers] = chance.pick<readonly [Conditions | undefined, 'anywhere' | 'nowhere']>([
    [{ StringEquals: { 'SAML:aud': signIn } }, 'nowhere'],
    [{ StringEquals: { 'SAML:aud': signIn } }, 'nowhere'],
    [{ StringEqualsIfExists: { 'SAML:aud': signIn } }, 'anywhere'],
    [{ StringLike: { 'SAML:aud': 'https://*' } }, 'anywhere'],
    [{ StringEquals: { 'SAML:iss': 'https://idp.acme.example' } }, 'anywhere'],
    [undefined, 'anywhere'],
  ]);
  const role = oldRole(draft, trustOfProvider(accountId, corporate, strangers, condition));
  attach(role, draft.aws(chance.pick(['ReadOnlyAccess', 'ViewOnlyAccess', 'PowerUserAccess'])));
  workAsUsual(draft, role);
}

const pool = { [`${identityPools}:aud`]: 'eu-west-1:5f9c2c1e-0c8e-4a8f-9a5b-2f0d7c1b9e42' };
const signedIn = { 'ForAnyValue:StringLike': { [`${identityPools}:amr`]: 'authenticated' } };
const asGuest = { 'ForAnyValue:StringLike': { [`${identityPools}:amr`]: 'unauthenticated' } };

const forApps: readonly Trust[] = [
  trustOfIdentityPool(false, false, { StringEquals: pool, ...signedIn }),
  trustOfIdentityPool(true, false, { StringEquals: pool, ...asGuest }),
  trustOfIdentityPool(true, false, { StringEquals: pool }),
  trustOfIdentityPool(false, true, signedIn),
  trustOfIdentityPool(true, true),
];

/** People in front of an app, who have signed in there, or not. */
function forAnApp(draft: Draft): void {
  const role = oldRole(draft, draft.chance.pick(forApps));
  draft.give(role, narrow(draft, 2));
  workAsUsual(draft, role);
}

function forSomebodyDeleted(draft: Draft): void {
  const { chance, accountId } = draft;
  const id = `${chance.pick(['AROA', 'AIDA'])}DBQP57FF2${draft.names.hex(8).toUpperCase()}`;
  const trust = chance.pick([trustOfService('lambda'), trustWithin(accountId, 'own account')]);
  const role = oldRole(draft, withDeletedPrincipal(trust, id));
  draft.give(role, narrow(draft, 3));
  workAsUsual(draft, role);
}

/** Meant for a time that is over. */
function forNobodyAnyMore(draft: Draft): void {
  const role = oldRole(draft, trustOfNobody);
  attach(role, draft.aws('AdministratorAccess'));
  role.lastUsed = draft.chance.ago(300, 399);
}

function oldRole(draft: Draft, trust: Trust): DraftRole {
  return draft.role({ created: draft.chance.ago(400, 1800), trust });
}
