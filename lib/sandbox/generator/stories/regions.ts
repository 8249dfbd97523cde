import type { Draft } from '../draft.ts';
import type { DraftRole } from '../model.ts';
import { trustOfService } from '../trusts.ts';
import type { Story } from './story.ts';
import { attach, confined, work } from './telling.ts';

/** Roles that can work in some Regions only: in some of these AWS records no use. */
export const rolesInRegions: readonly Story[] = [
  { weight: 2, takes: { roles: 1 }, tell: onlyWhereNothingIsTracked },
  { weight: 1, takes: { roles: 1 }, tell: seenUsedAllTheSame },
  { weight: 1, takes: { roles: 1 }, tell: inATrackedRegionToo },
  { weight: 1, takes: { roles: 1 }, tell: onlyWhereUseIsTracked },
  { weight: 1, takes: { roles: 1, policies: 1 }, tell: oneOfItsPoliciesIs },
];

/** Looks as if it had never been used, and nobody can know. */
function onlyWhereNothingIsTracked(draft: Draft): void {
  const { chance } = draft;
  const role = regionalRole(draft);
  draft.give(role, confined(draft, chance.several(['mx-central-1', 'ca-west-1'], chance.integer(1, 2))));
}

/** It works there, and its last use was in a Region that tracks it: before somebody confined it. */
function seenUsedAllTheSame(draft: Draft): void {
  const role = regionalRole(draft);
  draft.give(role, confined(draft, ['mx-central-1']));
  work(draft, role, { services: 1, least: 1, most: 80 });
}

/** The Region that does not track use counts only where the account has it switched on. */
function inATrackedRegionToo(draft: Draft): void {
  draft.give(regionalRole(draft), confined(draft, ['mx-central-1', 'eu-west-1']));
}

function onlyWhereUseIsTracked(draft: Draft): void {
  draft.give(regionalRole(draft), confined(draft, ['eu-west-1', 'eu-central-1']));
}

/** A role in use that holds one policy for a Region without tracking: of that policy nothing can be said. */
function oneOfItsPoliciesIs(draft: Draft): void {
  const role = regionalRole(draft);
  const created = role.created;
  attach(role, draft.aws('AWSLambdaBasicExecutionRole'));
  attach(role, draft.policy({ created, composition: confined(draft, ['mx-central-1']) }));
  role.used.set('logs', draft.chance.ago(0, 20));
}

function regionalRole(draft: Draft): DraftRole {
  return draft.role({ created: draft.chance.ago(30, 800), trust: trustOfService('lambda') });
}
