import type { DaysAgo } from '../chance.ts';
import type { Draft } from '../draft.ts';
import type { DraftUser } from '../model.ts';
import type { Story } from './story.ts';
import { attach, confined, narrow, work, workAsUsual } from './telling.ts';

/** People and robots, at work and gone. */
export const usersOfAllKinds: readonly Story[] = [
  { weight: 16, takes: { users: 1 }, tell: personAtWork },
  { weight: 10, takes: { users: 1 }, tell: robotAtWork },
  { weight: 2, takes: { users: 1 }, tell: administrator },
  { weight: 7, takes: { users: 1 }, tell: leaver },
  { weight: 3, takes: { users: 1 }, tell: neverSignedIn },
  { weight: 2, takes: { users: 1 }, tell: justJoined },
  { weight: 3, takes: { users: 1 }, tell: signedInAtTheThreshold },
  { weight: 2, takes: { users: 1 }, tell: usedAtTheThreshold },
  { weight: 2, takes: { users: 1 }, tell: withAPasswordSetLately },
  { weight: 1, takes: { users: 1 }, tell: withoutPermissions },
  { weight: 1, takes: { users: 1 }, tell: onlyWhereNothingIsTracked },
];

function personAtWork(draft: Draft): void {
  const { chance } = draft;
  const created = chance.ago(95, 1800);
  const user = draft.user({
    created,
    path: chance.isTrue(0.5) ? '/people/' : '/',
    groups: someTeams(draft),
    password: { changed: chance.ago(15, created), lastUsed: chance.ago(0, 30) },
    ...(chance.isTrue(0.8) && { mfa: 'virtual' }),
    keys: chance.isTrue(0.3) ? [{ active: true, created: chance.ago(20, created), lastUsed: chance.ago(0, 19) }] : [],
  });
  if (chance.isTrue(0.2)) {
    draft.give(user, narrow(draft, 3));
  }
  workAsUsual(draft, user);
}

function robotAtWork(draft: Draft): void {
  const { chance } = draft;
  const created = chance.ago(60, 1500);
  const user = draft.user({
    name: draft.names.thing('bot'),
    path: '/machines/',
    created,
    keys: [{ active: true, created: chance.ago(50, created), lastUsed: chance.ago(0, 3) }],
  });
  draft.give(user, narrow(draft, 4));
  if (draft.shared.length > 0 && chance.isTrue(0.3)) {
    attach(user, chance.pick(draft.shared));
  }
  workAsUsual(draft, user);
}

/** May do everything, with the device for MFA that there is, or without one. */
function administrator(draft: Draft): void {
  const { chance } = draft;
  const mfa = chance.pick(['none', 'virtual', 'hardware'] as const);
  const created = chance.ago(95, 1800);
  const user = draft.user({
    created,
    path: '/people/',
    ...(mfa !== 'none' && { mfa }),
    ...(chance.isTrue(0.7) && { password: { changed: chance.ago(15, created), lastUsed: chance.ago(0, 30) } }),
    keys: [{ active: chance.isTrue(0.5), created, lastUsed: chance.pick([null, 2]) }],
  });
  attach(user, draft.aws('AdministratorAccess'));
  workAsUsual(draft, user);
}

/** Gone for months; keys and password are as they were left. */
function leaver(draft: Draft): void {
  const { chance } = draft;
  const created = chance.ago(500, 2000);
  const left = chance.ago(91, 390);
  const user = draft.user({
    created,
    groups: chance.isTrue(0.4) && draft.formerTeams.length > 0 ? [chance.pick(draft.formerTeams)] : someTeams(draft),
    ...(chance.isTrue(0.7) && { password: { changed: chance.ago(left, created), lastUsed: left } }),
    keys: [
      { active: chance.isTrue(0.7), created: chance.ago(left + 1, created), lastUsed: chance.ago(left, left + 1) },
    ],
  });
  if (chance.isTrue(0.3)) {
    draft.give(user, narrow(draft, 3));
  }
  work(draft, user, { services: 5, least: left, most: 400 });
}

function neverSignedIn(draft: Draft): void {
  const created = draft.chance.ago(15, 600);
  draft.user({ created, groups: someTeams(draft), password: { changed: created, lastUsed: null } });
}

function justJoined(draft: Draft): void {
  const { chance } = draft;
  const created = chance.ago(0, 13.9);
  const user = draft.user({
    created,
    groups: someTeams(draft),
    password: { changed: created, lastUsed: chance.isTrue(0.5) ? chance.ago(0, created) : null },
    keys: chance.isTrue(0.4) ? [{ active: true, created, lastUsed: null }] : [],
  });
  work(draft, user, { services: chance.integer(0, 4), least: 0, most: created });
}

/** 45 days are the limit for a password, and exactly 45 days are still inside it; keys rest as long. */
function signedInAtTheThreshold(draft: Draft): void {
  const { chance } = draft;
  const lastUsed = chance.pick([44, 45, 46]);
  const user = draft.user({
    created: 700,
    groups: someTeams(draft),
    password: { changed: 300, lastUsed },
    keys: [{ active: true, created: 200, lastUsed: chance.pick([44, 45, 46]) }],
  });
  work(draft, user, { services: 4, least: lastUsed, most: 90 });
}

/** 90 days are the limit for a user. */
function usedAtTheThreshold(draft: Draft): void {
  const lastUsed = draft.chance.pick([89, 90, 91]);
  const user = draft.user({
    created: 900,
    groups: someTeams(draft),
    password: { changed: 500, lastUsed },
  });
  work(draft, user, { services: 3, least: lastUsed, most: 390 });
}

/** An old user with a new password, which nobody had the time to use. */
function withAPasswordSetLately(draft: Draft): void {
  const { chance } = draft;
  const user = draft.user({
    created: 800,
    groups: someTeams(draft),
    password: { changed: chance.ago(0, 13), lastUsed: chance.pick([null, 120]) },
  });
  if (chance.isTrue(0.5)) {
    work(draft, user, { services: 3, least: 0, most: 60 });
  }
}

function withoutPermissions(draft: Draft): void {
  const { chance } = draft;
  draft.user({ created: 400, password: { changed: 400, lastUsed: chance.pick([null, 3, 95]) } });
}

/** Its use is in no data of AWS, but for the use of its keys, which is recorded everywhere. */
function onlyWhereNothingIsTracked(draft: Draft): void {
  const lastUsed: DaysAgo | null = draft.chance.pick([null, 10, 120]);
  const user = draft.user({
    name: draft.names.thing('scanner'),
    created: 500,
    keys: [{ active: true, created: 400, lastUsed }],
  });
  draft.give(user, confined(draft, ['mx-central-1']));
}

function someTeams(draft: Draft): DraftUser['groups'] {
  return draft.chance.several(draft.teams, draft.chance.integer(1, 3));
}
