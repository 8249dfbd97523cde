import { allowing, unreadable } from '../compose.ts';
import type { Draft } from '../draft.ts';
import type { DraftPolicy, DraftRole } from '../model.ts';
import { trustOfService } from '../trusts.ts';
import type { Story } from './story.ts';
import { attach, narrow, work } from './telling.ts';

/** Policies in the hands of several roles, and what each of them makes of it. */
export const rolesThatShare: readonly Story[] = [
  { weight: 3, takes: { roles: 3, policies: 1 }, tell: usedByOneOfThree },
  { weight: 2, takes: { roles: 3, policies: 1 }, tell: usedByNoneOfThree },
  { weight: 1, takes: { roles: 3, policies: 1 }, tell: usedByNoneButOneIsYoung },
  { weight: 1, takes: { roles: 2, policies: 1 }, tell: changedLately },
  { weight: 2, takes: { roles: 1, policies: 2 }, tell: twoPoliciesForOneService },
  { weight: 1, takes: { roles: 2, policies: 1 }, tell: theOtherHolderIsUnused },
  { weight: 1, takes: { roles: 1 }, tell: oneOfItsPoliciesCannotBeRead },
];

function usedByOneOfThree(draft: Draft): void {
  const policy = sharedPolicy(draft);
  const [first] = holders(draft, policy, 3);
  if (first) {
    work(draft, first, { least: 0, most: 85 });
  }
}

function usedByNoneOfThree(draft: Draft): void {
  holders(draft, sharedPolicy(draft), 3);
}

/** Nobody had the time to show whether it is needed. */
function usedByNoneButOneIsYoung(draft: Draft): void {
  const policy = sharedPolicy(draft);
  holders(draft, policy, 2);
  const role = draft.role({ created: draft.chance.ago(0, 13), trust: trustOfService('lambda') });
  attach(role, policy);
}

/** The same, because what the policy grants is new. */
function changedLately(draft: Draft): void {
  const policy = draft.policy({
    created: draft.chance.ago(200, 900),
    updated: draft.chance.ago(0, 13.9),
    composition: allowing(draft.chance, [{ services: draft.chance.several(rare, 2), level: 'write' }]),
  });
  const [first] = holders(draft, policy, 2);
  if (first && draft.chance.isTrue(0.5)) {
    work(draft, first, { services: 1, least: 0, most: 5 });
    first.used.set('logs', 3);
  }
}

/** Use is known by service: where two policies grant the one that is used, both are. */
function twoPoliciesForOneService(draft: Draft): void {
  const { chance } = draft;
  const service = chance.pick(rare);
  const created = chance.ago(100, 900);
  const role = draft.role({ created, trust: trustOfService('lambda') });
  for (const level of ['read', 'write'] as const) {
    attach(role, draft.policy({ created, composition: allowing(chance, [{ services: [service], level }]) }));
  }
  work(draft, role, { least: 0, most: 80 });
}

function theOtherHolderIsUnused(draft: Draft): void {
  const policy = sharedPolicy(draft);
  const [first, second] = holders(draft, policy, 2);
  if (first && second) {
    work(draft, first, { least: 0, most: 60 });
    second.used.clear();
    second.lastUsed = null;
  }
}

function oneOfItsPoliciesCannotBeRead(draft: Draft): void {
  const role = draft.role({ created: draft.chance.ago(100, 900), trust: trustOfService('lambda') });
  role.inline.set('broken', unreadable);
  draft.give(role, narrow(draft));
  work(draft, role, { services: 2, least: 0, most: 60 });
}

/** Services that the other policies of these roles do not grant. */
const rare = ['athena', 'glue', 'kinesis', 'rekognition', 'textract', 'transcribe', 'translate', 'sagemaker'];

function sharedPolicy(draft: Draft): DraftPolicy {
  const { chance } = draft;
  return draft.policy({
    created: chance.ago(100, 900),
    composition: allowing(chance, [{ services: chance.several(rare, chance.integer(1, 3)), level: 'write' }]),
  });
}

/** Roles in daily use, by their logs, that hold a policy. */
function holders(draft: Draft, policy: DraftPolicy, count: number): DraftRole[] {
  return Array.from({ length: count }, () => {
    const role = draft.role({ created: draft.chance.ago(100, 900), trust: trustOfService('lambda') });
    attach(role, draft.aws('AWSLambdaBasicExecutionRole'), policy);
    role.used.set('logs', draft.chance.ago(0, 20));
    return role;
  });
}
