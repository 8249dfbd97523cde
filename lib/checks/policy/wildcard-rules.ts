import { Bitset } from '../../policy/bitset.ts';
import { type AccessLevel, catalogue } from '../../policy/catalogue/catalogue.ts';
import { once } from '../once.ts';

/** Which wildcards of a service are too much wherever they reach. */
interface WildcardRule {
  /** Levels of which one action is enough for a wildcard over a part of the service. */
  readonly part: readonly AccessLevel[];
  /** Actions that are too much on every resource even when they are named. */
  readonly names?: readonly string[];
  /** Whether the whole service on every resource is reported with the parts, and not by `service-wildcard`. */
  readonly isReportedWhole?: boolean;
}

const rules: ReadonlyMap<string, WildcardRule> = new Map<string, WildcardRule>([
  ['aws-marketplace', { part: [], names: ['aws-marketplace:Subscribe'] }],
  ['cloudshell', { part: [], isReportedWhole: true }],
  ['cloudtrail', { part: ['Write', 'Permissions management'] }],
  ['iam', { part: ['Permissions management'] }],
  ['kms', { part: ['Permissions management'] }],
  ['organizations', { part: ['Write', 'Permissions management'] }],
  ['s3', { part: [] }],
  ['sts', { part: [] }],
]);

interface DangerousActions {
  /** Of a wildcard for the whole service. */
  readonly ofWhole: Bitset;
  /** Of one for a part of it. */
  readonly ofPart: Bitset;
  /** Those that are dangerous by name. */
  readonly byName: Bitset;
}

/** The actions of a service that a wildcard should not reach; null for a service of which wildcards are left to other checks. */
export function dangerousActionsOf(service: string): DangerousActions | null {
  return dangerousActions().get(service) ?? null;
}

/** Whether an action is dangerous on every resource by its name alone. */
export function isDangerousName(action: string): boolean {
  return dangerousNames.has(action.toLowerCase());
}

const dangerousNames = new Set(
  [...rules.values()].flatMap(({ names = [] }) => names.map((name) => name.toLowerCase())),
);

/** Whether all of the service on every resource is this check's to report. */
export function isReportedWhole(service: string): boolean {
  return rules.get(service)?.isReportedWhole ?? false;
}

const dangerousActions = once(
  (): ReadonlyMap<string, DangerousActions> =>
    new Map(Array.from(rules, ([service, rule]) => [service, actionsOfRule(service, rule)])),
);

function actionsOfRule(service: string, { part, names = [] }: WildcardRule): DangerousActions {
  const { start, end } = catalogue.actionsOfService(service) ?? { start: 0, end: 0 };
  const numbers = Array.from({ length: end - start }, (_, offset) => start + offset);
  const ofLevels = (levels: readonly AccessLevel[]) =>
    numbers.filter((action) => levels.includes(catalogue.accessLevel(action)));
  const byName = names.map((name) => catalogue.actionNumber(name)).filter((action) => action !== null);
  return {
    ofWhole: setOf(ofLevels(['Read', 'Write', 'Permissions management', 'Tagging'])),
    ofPart: setOf([...ofLevels(part), ...byName]),
    byName: setOf(byName),
  };
}

function setOf(actions: readonly number[]): Bitset {
  return Bitset.of(catalogue.actionCount, actions);
}
