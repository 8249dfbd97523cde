import { arnsOf } from '../arns.ts';
import type { Draft } from '../draft.ts';
import {
  assuming,
  demands,
  denyingAllButSts,
  denyingInVain,
  denyingSomeWithoutMfa,
  denyingWithoutMfa,
  everythingWithMfa,
  readingUnder,
  selfService,
} from '../mfa.ts';
import type { DraftUser } from '../model.ts';
import { everyday } from '../services.ts';
import { trustOfAccount, trustWithin } from '../trusts.ts';
import { others } from './organization.ts';
import type { Story } from './story.ts';
import { attach, narrow, work, workAsUsual } from './telling.ts';

/** People with a password, by what a policy leaves them without MFA. */
export const usersByMfa: readonly Story[] = [
  { weight: 3, takes: { users: 1 }, tell: guarded },
  { weight: 2, takes: { users: 1 }, tell: guardedByTheirGroup },
  { weight: 2, takes: { users: 1 }, tell: guardedInVain },
  { weight: 2, takes: { users: 1 }, tell: guardedInPart },
  { weight: 1, takes: { users: 1 }, tell: guardedButForSts },
  { weight: 4, takes: { users: 1 }, tell: underConditions },
  { weight: 1, takes: { users: 1 }, tell: administratorWithMfa },
  { weight: 3, takes: { users: 1 }, tell: seeingToThemselves },
  { weight: 2, takes: { users: 1 }, tell: becomingAnybody },
];

/** People who can do nothing but become a role, told with that role. */
export const usersOfOneRole: readonly Story[] = [
  { weight: 2, takes: { users: 1, roles: 1 }, tell: becomingOneRole },
  { weight: 1, takes: { users: 1, roles: 1 }, tell: namedByARole },
];

function guarded(draft: Draft): void {
  const user = personIn(draft);
  draft.give(user, narrow(draft, 3));
  user.inline.set('require-mfa', draft.chance.pick(denyingWithoutMfa));
  workAsUsual(draft, user);
}

/** The usual way: one group that all people are in denies, and others allow. */
function guardedByTheirGroup(draft: Draft): void {
  const { chance, guardedTeams, teams } = draft;
  workAsUsual(draft, personIn(draft, { groups: [...chance.several(guardedTeams, 1), ...chance.several(teams, 1)] }));
}

function guardedInVain(draft: Draft): void {
  const user = personIn(draft);
  draft.give(user, narrow(draft, 3));
  user.inline.set('require-mfa', draft.chance.pick(denyingInVain));
  workAsUsual(draft, user);
}

/** What the guard names may be all that the user holds, or not. */
function guardedInPart(draft: Draft): void {
  const { chance } = draft;
  const user = personIn(draft);
  const [first = 's3', second = 'sqs'] = chance.several([...everyday.keys()], 2);
  draft.give(user, readingUnder({ condition: {}, from: 'anywhere' }, [first]));
  if (chance.isTrue(0.5)) {
    user.inline.set('more', readingUnder({ condition: {}, from: 'anywhere' }, [second]));
  }
  user.inline.set('require-mfa', denyingSomeWithoutMfa(['iam', first]));
  workAsUsual(draft, user);
}

function guardedButForSts(draft: Draft): void {
  const user = personIn(draft);
  draft.give(user, readingUnder({ condition: {}, from: 'anywhere' }, ['s3', 'sts']));
  if (draft.chance.isTrue(0.5)) {
    attach(user, draft.aws('PowerUserAccess'));
  }
  user.inline.set('require-mfa', denyingAllButSts);
  workAsUsual(draft, user);
}

/** Each policy that allows something demands MFA, or a network, or neither. */
function underConditions(draft: Draft): void {
  const { chance } = draft;
  const user = personIn(draft);
  for (let count = chance.integer(1, 2); count > 0; count -= 1) {
    const services = chance.several([...everyday.keys()], chance.integer(1, 3));
    draft.give(user, readingUnder(chance.pick(demands), services));
  }
  workAsUsual(draft, user);
}

function administratorWithMfa(draft: Draft): void {
  const user = personIn(draft, { mfa: 'hardware' });
  draft.give(user, everythingWithMfa);
  workAsUsual(draft, user);
}

function seeingToThemselves(draft: Draft): void {
  const { chance } = draft;
  const user = personIn(draft);
  draft.give(user, selfService({ withKeys: chance.isTrue(0.4) }));
  if (chance.isTrue(0.4)) {
    draft.give(user, readingUnder(chance.pick(demands), ['s3']));
  }
  work(draft, user, { least: 0, most: 60 });
}

/** Any role that lets them in, in this account or another. */
function becomingAnybody(draft: Draft): void {
  const user = personIn(draft);
  draft.give(user, assuming(draft.chance.pick(['any', 'elsewhere']), arnsOf(draft.accountId).holder));
  if (draft.chance.isTrue(0.5)) {
    user.inline.set('require-mfa', draft.chance.pick([denyingAllButSts, ...denyingWithoutMfa]));
  }
  work(draft, user, { least: 0, most: 30 });
}

/** The role asks for MFA where the user's own policies do not, or nobody asks, or the role does not let them in. */
function becomingOneRole(draft: Draft): void {
  const { chance, accountId } = draft;
  const created = chance.ago(95, 900);
  const trust = chance.pick([
    trustWithin(accountId, 'own account'),
    trustWithin(accountId, 'own account', 'MFA'),
    trustOfAccount(others.vendor),
  ]);
  const role = draft.role({ created, trust });
  draft.give(role, narrow(draft, 4));
  workAsUsual(draft, role);
  const user = personIn(draft);
  draft.give(user, assuming([role], arnsOf(accountId).holder));
  work(draft, user, { least: 0, most: 30 });
}

/** A role that names a user needs nothing of the user's own policies. */
function namedByARole(draft: Draft): void {
  const { chance, accountId } = draft;
  const user = personIn(draft);
  const created = chance.ago(30, 95);
  const role = draft.role({
    created,
    trust: trustWithin(accountId, user, ...(chance.isTrue(0.5) ? (['MFA'] as const) : [])),
  });
  draft.give(role, narrow(draft, 4));
  workAsUsual(draft, role);
  if (chance.isTrue(0.3)) {
    user.inline.set('require-mfa', chance.pick(denyingWithoutMfa));
  }
}

function personIn(draft: Draft, facts: Pick<Partial<DraftUser>, 'groups' | 'mfa'> = {}): DraftUser {
  const { chance } = draft;
  const created = chance.ago(95, 1800);
  return draft.user({
    created,
    path: '/people/',
    password: { changed: chance.ago(15, created), lastUsed: chance.ago(0, 30) },
    ...(chance.isTrue(0.8) && { mfa: 'virtual' }),
    ...facts,
  });
}
