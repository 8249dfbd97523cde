import { arnsOf } from '../arns.ts';
import { denying, listing } from '../compose.ts';
import type { Draft } from '../draft.ts';
import { assuming } from '../mfa.ts';
import type { DraftRole, DraftUser, Trust } from '../model.ts';
import {
  deploying,
  makingKeysOf,
  rewriting,
  rewritingTrustOf,
  startingServices,
  writingPoliciesOf,
} from '../reaching.ts';
import { trustOfService, trustWithin } from '../trusts.ts';
import { trustOfPipeline } from './pipelines.ts';
import type { Story } from './story.ts';
import { attach, narrow, work, workAsUsual } from './telling.ts';

/** Ways to more power, in one step or several, and what stands in some of them. */
export const rolesWithWaysToPower: readonly Story[] = [
  { weight: 5, takes: { roles: 2 }, tell: deployer },
  { weight: 1, takes: { roles: 2 }, tell: deployerWhoIsDenied },
  { weight: 2, takes: { roles: 2, policies: 1 }, tell: deployerInABoundary },
  { weight: 1, takes: { roles: 1, policies: 1 }, tell: writerOfVersions },
  { weight: 1, takes: { roles: 2 }, tell: writerOfTrust },
  { weight: 2, takes: { users: 1, roles: 4 }, tell: chainOfRoles },
  { weight: 2, takes: { roles: 2 }, tell: administratorForOneRole },
];

/** The same of users, who manage themselves or each other. */
export const usersWithWaysToPower: readonly Story[] = [
  { weight: 1, takes: { users: 1 }, tell: writerOfTheirOwnPolicies },
  { weight: 1, takes: { users: 1 }, tell: writerOfTheirGroup },
  { weight: 1, takes: { users: 2 }, tell: makerOfKeys },
];

function deployer(draft: Draft): void {
  deployingRole(draft);
}

function deployerWhoIsDenied(draft: Draft): void {
  deployingRole(draft).inline.set('no-permissions', denying(['iam']));
}

/** The boundary leaves out what is needed for the step, or it does not. */
function deployerInABoundary(draft: Draft): void {
  const { chance } = draft;
  const isCut = chance.isTrue(0.6);
  const services = ['lambda', 'ec2', 'ecs', 'cloudformation', 'codebuild', 's3', 'logs', ...(isCut ? [] : ['iam'])];
  const boundary = draft.policy({
    name: draft.names.thing('boundary'),
    created: 900,
    composition: listing(
      services,
      services.map((service) => `${service}:*`),
    ),
  });
  deployingRole(draft).boundary = boundary;
}

function writerOfTheirOwnPolicies(draft: Draft): void {
  const user = person(draft);
  draft.give(user, writingPoliciesOf(arnsOf(draft.accountId), user));
  workAsUsual(draft, user);
}

function writerOfTheirGroup(draft: Draft): void {
  const { chance, teams } = draft;
  const [team] = chance.several(teams, 1);
  if (team === undefined) {
    writerOfTheirOwnPolicies(draft);
    return;
  }
  const user = person(draft, [team]);
  draft.give(user, writingPoliciesOf(arnsOf(draft.accountId), team));
  workAsUsual(draft, user);
}

/** Of an administrator, or of somebody who may do no more than others. */
function makerOfKeys(draft: Draft): void {
  const { chance } = draft;
  const other = person(draft);
  if (chance.isTrue(0.4)) {
    attach(other, draft.aws('AdministratorAccess'));
  } else {
    draft.give(other, narrow(draft, 3));
  }
  const user = person(draft);
  draft.give(user, makingKeysOf(arnsOf(draft.accountId), other));
  for (const each of [user, other]) {
    workAsUsual(draft, each);
  }
}

/** Of the policy that the role itself holds, or of one that others hold. */
function writerOfVersions(draft: Draft): void {
  const { chance } = draft;
  const role = agedRole(draft, trustOfPipeline(draft));
  const policy = draft.policy({ created: role.created, composition: narrow(draft, 4) });
  const shared = chance.several(draft.shared, 1);
  attach(role, policy);
  draft.give(role, rewriting(arnsOf(draft.accountId), chance.isTrue(0.5) ? policy : (shared[0] ?? policy)));
  workAsUsual(draft, role);
}

function writerOfTrust(draft: Draft): void {
  const { chance } = draft;
  const other = workload(draft, chance.pick(startingServices));
  const role = agedRole(draft, trustOfPipeline(draft));
  const arns = arnsOf(draft.accountId);
  draft.give(role, chance.isTrue(0.5) ? rewritingTrustOf(arns, other) : writingPoliciesOf(arns, other));
  workAsUsual(draft, role);
}

/** From a user by two to four roles to one that may do a lot; now and then a link is missing. */
function chainOfRoles(draft: Draft): void {
  const { chance, accountId } = draft;
  const arns = arnsOf(accountId);
  const user = person(draft);
  const missing = chance.isTrue(0.3) ? chance.integer(0, 1) : null;
  let last: DraftUser | DraftRole = user;
  const length = chance.integer(2, 4);
  for (let hop = 0; hop < length; hop += 1) {
    const who = chance.pick(['own account', last] as const);
    const role = agedRole(draft, hop === missing ? trustOfService('lambda') : trustWithin(accountId, who));
    last.inline.set(`become-${hop}`, assuming([role], arns.holder));
    last = role;
    work(draft, role, { services: 1, least: 0, most: 60 });
  }
  empower(draft, last);
  work(draft, user, { services: 1, least: 0, most: 60 });
}

/** An administrator's role that names the one role for which it is meant. */
function administratorForOneRole(draft: Draft): void {
  const { accountId } = draft;
  const operator = agedRole(draft, trustOfPipeline(draft));
  const administrator = agedRole(draft, trustWithin(accountId, operator));
  attach(administrator, draft.aws('AdministratorAccess'));
  draft.give(operator, assuming([administrator], arnsOf(accountId).holder));
  for (const role of [operator, administrator]) {
    workAsUsual(draft, role);
  }
}

/** The role of something that runs; one in seven is an administrator's. */
function workload(draft: Draft, service: string): DraftRole {
  const role = agedRole(draft, trustOfService(service));
  empower(draft, role, 0.15);
  workAsUsual(draft, role);
  return role;
}

function empower(draft: Draft, role: DraftUser | DraftRole, share = 0.4): void {
  if (draft.chance.isTrue(share)) {
    attach(role, draft.aws('AdministratorAccess'));
  } else {
    draft.give(role, narrow(draft));
  }
}

/**
 * A role that hands a workload its role: what that one may do, whoever deploys may do. Now and then to a service that the role does not
 * let in.
 */
function deployingRole(draft: Draft): DraftRole {
  const { chance, accountId } = draft;
  const service = chance.pick(startingServices);
  const passed = workload(draft, chance.isTrue(0.85) ? service : chance.pick(startingServices));
  const role = agedRole(draft, trustOfPipeline(draft));
  draft.give(role, deploying(arnsOf(accountId), [passed], service, chance.isTrue(0.4)));
  draft.give(role, narrow(draft, 3));
  workAsUsual(draft, role);
  return role;
}

function agedRole(draft: Draft, trust: Trust): DraftRole {
  return draft.role({ created: draft.chance.ago(95, 1200), trust });
}

function person(draft: Draft, groups: DraftUser['groups'] = []): DraftUser {
  const { chance } = draft;
  const created = chance.ago(95, 1800);
  return draft.user({
    created,
    groups,
    path: '/people/',
    password: { changed: chance.ago(15, created), lastUsed: chance.ago(0, 30) },
    ...(chance.isTrue(0.8) && { mfa: 'virtual' }),
  });
}
