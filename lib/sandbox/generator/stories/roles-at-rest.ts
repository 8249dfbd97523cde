import type { DaysAgo } from '../chance.ts';
import type { Draft } from '../draft.ts';
import type { DraftRole } from '../model.ts';
import { trustOfAccount, trustOfService } from '../trusts.ts';
import { others } from './organization.ts';
import type { Story } from './story.ts';
import { attach, narrow, work } from './telling.ts';

/** Roles that nobody uses, and those that look like it and are not. */
export const rolesAtRest: readonly Story[] = [
  { weight: 10, takes: { roles: 1 }, tell: lastUsed(91, 399) },
  { weight: 2, takes: { roles: 1 }, tell: lastUsed(91, 91) },
  { weight: 2, takes: { roles: 1 }, tell: lastUsed(90, 90) },
  { weight: 2, takes: { roles: 1 }, tell: lastUsed(89, 89) },
  { weight: 8, takes: { roles: 1 }, tell: neverUsed },
  { weight: 2, takes: { roles: 1 }, tell: forgottenByAws },
  { weight: 3, takes: { roles: 1 }, tell: youngAndUnused },
  { weight: 2, takes: { roles: 1 }, tell: youngAndUsed },
  { weight: 3, takes: { roles: 1 }, tell: asOldAsTheGrace },
  { weight: 2, takes: { roles: 1 }, tell: withoutPolicies },
  { weight: 2, takes: { roles: 1 }, tell: inAProfileThatNobodyNeeds },
];

/** A role whose last use lies between so many days. */
function lastUsed(least: DaysAgo, most: DaysAgo): (draft: Draft) => void {
  return (draft) => {
    const role = restingRole(draft, draft.chance.ago(400, 2000));
    work(draft, role, { least: most, most: most + 100 });
    role.lastUsed = draft.chance.ago(least, most);
    // No service was called after the role was last used.
    for (const [service, ago] of role.used) {
      role.used.set(service, Math.max(ago, role.lastUsed));
    }
  };
}

function neverUsed(draft: Draft): void {
  restingRole(draft, draft.chance.ago(15, 1000));
}

/** Used when AWS did not look back that far any more. */
function forgottenByAws(draft: Draft): void {
  const role = restingRole(draft, draft.chance.ago(900, 2500));
  work(draft, role, { services: 2, least: 401, most: 800 });
}

function youngAndUnused(draft: Draft): void {
  restingRole(draft, draft.chance.ago(0, 13.9));
}

function youngAndUsed(draft: Draft): void {
  const role = restingRole(draft, draft.chance.ago(1, 13.9));
  work(draft, role, { services: draft.chance.integer(1, 3), least: 0, most: 10 });
}

function asOldAsTheGrace(draft: Draft): void {
  restingRole(draft, draft.chance.pick([13.5, 14, 14.5]));
}

function withoutPolicies(draft: Draft): void {
  draft.role({
    created: draft.chance.ago(5, 900),
    trust: trustOfAccount(others.vendor),
    lastUsed: draft.chance.isTrue(0.5) ? draft.chance.ago(0, 5) : null,
  });
}

/** The role of an instance that is gone; its profile is still there, or young again. */
function inAProfileThatNobodyNeeds(draft: Draft): void {
  const role = restingRole(draft, draft.chance.ago(100, 900), 'ec2');
  const created = draft.chance.isTrue(0.2) ? draft.chance.ago(0, 10) : role.created;
  draft.profiles.push({ name: role.name, created, role });
}

function restingRole(draft: Draft, created: DaysAgo, service = 'lambda'): DraftRole {
  const { chance } = draft;
  const role = draft.role({ created, trust: trustOfService(service) });
  if (chance.isTrue(0.6)) {
    attach(
      role,
      draft.aws(chance.pick(['AWSLambdaBasicExecutionRole', 'AmazonS3ReadOnlyAccess', 'AmazonSQSFullAccess'])),
    );
  }
  if (chance.isTrue(0.8)) {
    draft.give(role, narrow(draft));
  }
  if (draft.shared.length > 0 && chance.isTrue(0.3)) {
    attach(role, chance.pick(draft.shared));
  }
  return role;
}
