import { denying, everythingBut } from '../compose.ts';
import type { Draft } from '../draft.ts';
import type { DraftRole } from '../model.ts';
import { trustOfService } from '../trusts.ts';
import { allBut, wildcards } from '../wide.ts';
import type { Story } from './story.ts';
import { attach, narrow, workAsUsual } from './telling.ts';

/** Roles whose policies are wider than what they are for, and what keeps some of them from making use of it. */
export const rolesWithWidePolicies: readonly Story[] = [
  { weight: 3, takes: { roles: 1 }, tell: withWildcards },
  { weight: 1, takes: { roles: 1 }, tell: onAllResourcesBut },
  { weight: 1, takes: { roles: 1 }, tell: allActionsBut },
  { weight: 1, takes: { roles: 1 }, tell: withARetiredPolicy },
  { weight: 1, takes: { roles: 2, policies: 1 }, tell: keptFromWhatAPolicyAllows },
  { weight: 1, takes: { roles: 1, policies: 1 }, tell: administratorsAllDenied },
];

function withWildcards(draft: Draft): void {
  const role = builder(draft);
  draft.give(role, draft.chance.pick(wildcards));
  workAsUsual(draft, role);
}

function onAllResourcesBut(draft: Draft): void {
  const role = builder(draft);
  draft.give(role, allBut(draft.chance.pick(['always', 'under conditions'])));
  workAsUsual(draft, role);
}

function allActionsBut(draft: Draft): void {
  const role = builder(draft);
  draft.give(role, everythingBut(['iam', 'organizations', 'sts'], ['iam:ListRoles']));
  workAsUsual(draft, role);
}

function withARetiredPolicy(draft: Draft): void {
  const role = builder(draft);
  attach(role, draft.aws('AWSLambdaFullAccess'));
  workAsUsual(draft, role);
}

/** Of two roles with the same policy, both are denied what is dangerous in it, or one alone. */
function keptFromWhatAPolicyAllows(draft: Draft): void {
  const { chance } = draft;
  const wildcard = chance.pick(wildcards);
  const policy = draft.policy({ created: chance.ago(100, 900), composition: wildcard });
  const roles = [builder(draft), builder(draft)];
  const denied = chance.isTrue(0.6) ? roles : roles.slice(1);
  for (const role of roles) {
    attach(role, policy);
    draft.give(role, narrow(draft, 3));
  }
  for (const role of denied) {
    role.inline.set('not-here', denying([...wildcard.grants.keys()]));
  }
}

/** All that hold it are denied all of IAM. */
function administratorsAllDenied(draft: Draft): void {
  const { chance } = draft;
  const role = builder(draft);
  const created = chance.ago(100, 900);
  attach(role, draft.policy({ created, composition: everythingBut(['organizations'], []) }));
  role.inline.set('no-permissions', denying(['iam', ...chance.pick([[], ['sts']])]));
  workAsUsual(draft, role);
}

function builder(draft: Draft): DraftRole {
  const role = draft.role({ created: draft.chance.ago(95, 900), trust: trustOfService('codebuild') });
  role.used.set('logs', draft.chance.ago(0, 30));
  return role;
}
