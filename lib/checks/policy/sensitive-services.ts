import { Bitset } from '../../policy/bitset.ts';
import { catalogue } from '../../policy/catalogue/catalogue.ts';
import { once } from '../once.ts';

/** What whoever has a whole service can do with it, where that is more than to disturb the service itself. */
const reasons: ReadonlyMap<string, string> = new Map([
  ['access-analyzer', 'can hide what is open to others'],
  ['account', 'can change who AWS calls, and switch Regions on'],
  ['aws-marketplace', 'can buy in the name of the account'],
  ['cloudtrail', 'can stop the records of what is done'],
  ['config', 'can stop the records of what changes'],
  ['dynamodb', 'reads and deletes all tables'],
  ['ec2', 'can copy every disk, and run commands in instances with their roles'],
  ['guardduty', 'can switch off the detection of attacks'],
  ['iam', 'can give itself everything'],
  ['identitystore', 'can add people to the groups of Identity Center'],
  ['kms', 'can decrypt everything, and destroy the keys'],
  ['lambda', 'can run code as the role of every function'],
  ['organizations', 'can lift the guardrails of accounts, and take accounts out'],
  ['rds', 'can copy and delete all databases'],
  ['rolesanywhere', 'can let machines outside become roles'],
  ['s3', 'reads and deletes all objects, and can make them public'],
  ['secretsmanager', 'reads all secrets'],
  ['securityhub', 'can switch off the reports on the account'],
  ['ssm', 'reads all parameters, and runs commands on every instance'],
  ['sso', 'can assign everybody everything in Identity Center'],
  ['sts', 'can become every role that trusts the account'],
]);

/** Why a service counts as sensitive; null for one that does not. */
export function sensitivityOf(service: string): string | null {
  return reasons.get(service) ?? null;
}

const sensitiveServices: readonly string[] = [...reasons.keys()];

/**
 * The actions for which a wildcard is dangerous: those that change something, and of the sensitive services those that read what
 * is stored as well. Lists are not among them.
 */
export const harmfulActions = once(() => {
  const numbers = Array.from({ length: catalogue.actionCount }, (_, actionNumber) => actionNumber);
  const changing = numbers.filter((action) => !['List', 'Read'].includes(catalogue.accessLevel(action)));
  const reading = sensitiveServices.flatMap((service) => {
    const { start, end } = catalogue.actionsOfService(service) ?? { start: 0, end: 0 };
    return numbers.slice(start, end).filter((action) => catalogue.accessLevel(action) === 'Read');
  });
  return Bitset.of(catalogue.actionCount, [...changing, ...reading]);
});

/**
 * The harmful actions of one service, or of all services (`*`); of a service in which nothing is harmful, all of its actions. Null
 * for a service that the catalogue does not know.
 */
export function harmIn(service: string): Bitset | null {
  const known = harmByService.get(service) ?? findHarm(service);
  if (known !== null) harmByService.set(service, known);
  return known;
}

const harmByService = new Map<string, Bitset>();

function findHarm(service: string): Bitset | null {
  if (service === '*') return harmfulActions();
  const range = catalogue.actionsOfService(service);
  if (range === null) return null;
  const harmful = harmfulActions().within(range);
  return harmful.isEmpty() ? Bitset.ofRanges(catalogue.actionCount, [range]) : harmful;
}

/** The actions of IAM by which permissions are given: whoever has them on everything has all others. */
export const permissionsManagement = once(() => {
  const { start, end } = catalogue.actionsOfService('iam') ?? { start: 0, end: 0 };
  const numbers = Array.from({ length: end - start }, (_, offset) => start + offset);
  return Bitset.of(
    catalogue.actionCount,
    numbers.filter((action) => catalogue.accessLevel(action) === 'Permissions management'),
  );
});
