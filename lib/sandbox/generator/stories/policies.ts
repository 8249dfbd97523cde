import { listing } from '../compose.ts';
import type { Draft } from '../draft.ts';
import type { Composition } from '../meaning.ts';
import { denyingAllButSts } from '../mfa.ts';
import type { DormantVersion, DraftRole } from '../model.ts';
import type { Story } from './story.ts';
import { attach, narrow } from './telling.ts';

/** Policies by themselves: told last, when there are principals to hold them. */
export const policiesOfAllKinds: readonly Story[] = [
  { weight: 8, takes: { policies: 1 }, tell: unattached },
  { weight: 2, takes: { policies: 1 }, tell: unattachedAndYoung },
  { weight: 1, takes: { policies: 1 }, tell: unattachedAndChangedLately },
  { weight: 3, takes: { policies: 1 }, tell: boundary },
  { weight: 3, takes: { policies: 1 }, tell: denyingWithoutMfa },
  { weight: 5, takes: { policies: 1 }, tell: withABroaderVersion },
  { weight: 4, takes: { policies: 1 }, tell: withANarrowerVersion },
  { weight: 1, takes: { policies: 1 }, tell: youngWithABroaderVersion },
  { weight: 2, takes: { policies: 1 }, tell: heldByAnEmptyGroup },
  { weight: 1, takes: { policies: 1 }, tell: withAllTheVersionsThereCanBe },
];

function unattached(draft: Draft): void {
  draft.policy({ created: draft.chance.ago(14, 1500), composition: narrow(draft) });
}

function unattachedAndYoung(draft: Draft): void {
  draft.policy({ created: draft.chance.ago(0, 13.9), composition: narrow(draft) });
}

/** It exists long enough to be attached somewhere. */
function unattachedAndChangedLately(draft: Draft): void {
  draft.policy({ created: 300, updated: draft.chance.ago(0, 10), composition: narrow(draft) });
}

/** A permissions boundary: it bounds some roles, and nobody uses it. Now and then it is attached as well. */
function boundary(draft: Draft): void {
  const policy = draft.policy({
    name: draft.names.thing('boundary'),
    created: draft.chance.ago(100, 900),
    composition: listing(['s3', 'sqs', 'logs'], ['s3:*', 'sqs:*', 'logs:*']),
  });
  for (const role of someRoles(draft, 4)) {
    role.boundary ??= policy;
  }
  if (draft.chance.isTrue(0.2)) {
    attachToSome(draft, policy, 1);
  }
}

/** Grants nothing, so that there is nothing to use. */
function denyingWithoutMfa(draft: Draft): void {
  const policy = draft.policy({
    created: draft.chance.ago(100, 900),
    composition: denyingAllButSts,
  });
  attachToSome(draft, policy, 3);
  if (draft.teams.length > 0) {
    attach(draft.chance.pick(draft.teams), policy);
  }
}

const ordersOnly = ['arn:aws:s3:::orders-*', 'arn:aws:sqs:eu-west-1:111122223333:orders-*'];
const overTls = { Bool: { 'aws:SecureTransport': 'true' } };

const inForce = documentOf({ Action: ['s3:GetObject', 'sqs:SendMessage'], Resource: ordersOnly, Condition: overTls });

/** Each allows something that {@link inForce} does not. */
const broader = [
  documentOf({ Action: ['s3:GetObject', 's3:PutObject'], Resource: ordersOnly, Condition: overTls }),
  documentOf({ Action: ['s3:*', 'sqs:SendMessage'], Resource: ordersOnly, Condition: overTls }),
  documentOf({ Action: 's3:GetObject', Resource: '*', Condition: overTls }),
  documentOf({ Action: ['s3:GetObject', 'sqs:SendMessage'], Resource: ordersOnly }),
  documentOf({ Action: '*', Resource: '*' }),
];

/** None allows anything that {@link inForce} does not. */
const narrower = [
  inForce,
  documentOf({ Action: 's3:GetObject', Resource: ordersOnly, Condition: overTls }),
  documentOf({ Action: 'sqs:SendMessage', Resource: `${ordersOnly[1]}dead`, Condition: overTls }),
];

function withABroaderVersion(draft: Draft): void {
  versioned(draft, draft.chance.ago(60, 900), [
    ...(draft.chance.isTrue(0.5) ? [dormant(draft, narrower, false)] : []),
    dormant(draft, broader, true),
  ]);
}

function withANarrowerVersion(draft: Draft): void {
  versioned(draft, draft.chance.ago(60, 900), [dormant(draft, narrower, false)]);
}

function youngWithABroaderVersion(draft: Draft): void {
  versioned(draft, draft.chance.ago(1, 13), [dormant(draft, broader, true)]);
}

/** IAM keeps five, and refuses a sixth. */
function withAllTheVersionsThereCanBe(draft: Draft): void {
  const versions = Array.from({ length: draft.chance.pick([3, 4]) }, () => dormant(draft, narrower, false));
  versioned(draft, draft.chance.ago(60, 900), versions);
}

function versioned(draft: Draft, created: number, versions: readonly Omit<DormantVersion, 'created'>[]): void {
  const policy = draft.policy({
    created,
    updated: draft.chance.ago(0, created),
    composition: { ...listing(['s3', 'sqs'], []), document: inForce },
    dormant: versions.map((version) => ({ ...version, created })),
  });
  attachToSome(draft, policy, 2);
}

function dormant(draft: Draft, documents: readonly Composition['document'][], isBroader: boolean) {
  return { document: draft.chance.pick(documents), isBroader };
}

function documentOf(allowed: Readonly<Record<string, unknown>>): Composition['document'] {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...allowed }] };
}

/** Reaches nobody. */
function heldByAnEmptyGroup(draft: Draft): void {
  const policy = draft.policy({ created: draft.chance.ago(30, 900), composition: narrow(draft) });
  const joined = new Set(draft.users.flatMap(({ groups }) => groups));
  const empty = draft.groups.filter((group) => !joined.has(group));
  if (empty.length > 0) {
    attach(draft.chance.pick(empty), policy);
  }
}

function attachToSome(draft: Draft, policy: ReturnType<Draft['policy']>, most: number): void {
  for (const role of someRoles(draft, draft.chance.integer(1, most))) {
    attach(role, policy);
  }
}

/** IAM's quota. */
const attachmentsAtMost = 10;

function someRoles(draft: Draft, count: number): DraftRole[] {
  const own = draft.roles.filter(({ path, policies }) => path === '/' && policies.length < attachmentsAtMost);
  return draft.chance.several(own, count);
}
