import { listing } from '../compose.ts';
import type { Draft } from '../draft.ts';
import type { DraftRole } from '../model.ts';
import { trustOfService } from '../trusts.ts';
import type { Story } from './story.ts';

/** Roles whose stories go into the actions that they call. */
export const rolesByAction: readonly Story[] = [
  { weight: 3, takes: { roles: 1 }, tell: someNeverCalled },
  { weight: 1, takes: { roles: 1 }, tell: atTheThreshold },
  { weight: 1, takes: { roles: 1 }, tell: allCalled },
  { weight: 1, takes: { roles: 1 }, tell: onlyWhatIsNotTracked },
  { weight: 1, takes: { roles: 1 }, tell: permissionSetOfTables },
];

/**
 * Reading actions, of services that no policy is about which is given to roles afterwards: those that manage resources, which AWS tracks, and
 * those that read what is in them, which it does not.
 */
const actionsOf = {
  dynamodb: { tracked: ['DescribeTable', 'DescribeTimeToLive', 'ListTagsOfResource'], untracked: ['GetItem'] },
  kinesis: { tracked: ['DescribeStream', 'ListShards', 'ListTagsForStream'], untracked: ['GetRecords'] },
  sns: { tracked: ['GetTopicAttributes', 'ListTagsForResource', 'ListSubscriptionsByTopic'], untracked: [] },
} as const;

type Service = keyof typeof actionsOf;

const services: readonly Service[] = ['dynamodb', 'kinesis', 'sns'];

type Call = number | 'never';

function someNeverCalled(draft: Draft): void {
  const { chance } = draft;
  const role = aRole(draft);
  for (const service of chance.several(services, chance.integer(1, 2))) {
    tell(draft, role, service, (index) =>
      index === 0 ? chance.ago(0, 80) : chance.isTrue(0.7) ? 'never' : chance.ago(0, 395),
    );
  }
}

/** Ninety days ago is in use, and a day more is not. */
function atTheThreshold(draft: Draft): void {
  tell(draft, aRole(draft), draft.chance.pick(services), (index) => [1, 90, 91][index] ?? 'never');
}

function allCalled(draft: Draft): void {
  tell(draft, aRole(draft), draft.chance.pick(services), () => draft.chance.ago(0, 90));
}

/** The service is in use, and AWS lists no action of it. */
function onlyWhatIsNotTracked(draft: Draft): void {
  const role = aRole(draft);
  tell(draft, role, 'kinesis', () => 'never');
  role.used.set('kinesis', draft.chance.ago(0, 30));
}

function permissionSetOfTables(draft: Draft): void {
  const role = draft.role({
    name: `AWSReservedSSO_Tables_${draft.names.hex(16)}`,
    path: '/aws-reserved/sso.amazonaws.com/eu-west-1/',
    created: draft.chance.ago(95, 1200),
    trust: trustOfService('sso'),
  });
  tell(draft, role, 'dynamodb', (index) => (index === 0 ? draft.chance.ago(0, 60) : 'never'));
}

function aRole(draft: Draft): DraftRole {
  return draft.role({ created: draft.chance.ago(400, 1200), trust: trustOfService('lambda') });
}

/** Grants a service, action by action, and says when each tracked one was last called. */
function tell(draft: Draft, role: DraftRole, service: Service, call: (index: number) => Call): void {
  const { tracked, untracked } = actionsOf[service];
  const name = (action: string) => `${service}:${action}`;
  draft.give(role, listing([service], [...tracked, ...untracked].map(name)));
  const calls = tracked.map((action, index) => [name(action), call(index)] as const);
  for (const [action, ago] of calls) {
    role.actions.set(action, ago);
  }
  for (const action of untracked) {
    role.actions.set(name(action), 'untracked');
  }
  const times = calls.flatMap(([, ago]) => (typeof ago === 'number' ? ago : []));
  if (times.length > 0) {
    role.used.set(service, Math.min(...times));
  }
}
