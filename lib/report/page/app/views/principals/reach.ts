import { recordsOf, textOf, textsOf } from '../../../../../checks/evidence.ts';
import { oncePer } from '../../../../../checks/once.ts';
import type { Finding } from '../../../../../findings/finding.ts';
import { policyOf } from '../../../../../policy/document.ts';
import type { Model } from '../../model/model.ts';

/** Whom a principal can become, as far as the findings and the trust policies say. */
export interface Reach {
  /** Administrators at the end of its paths. */
  readonly administrators: readonly string[];
  /** Whether it can make an administrator of itself. */
  readonly isSelf: boolean;
  /** Others with more permissions than its own whom it can take over. */
  readonly others: readonly string[];
  /** Roles whose trust policies name it by its ARN. Whether it may assume them is up to its own policies, too. */
  readonly namedBy: readonly string[];
}

export function reachOf(model: Model, arn: string): Reach {
  const findings = (model.findingsByArn.get(arn) ?? []).filter(({ status }) => status !== 'resolved');
  const of = (checkId: string) => findings.filter((finding) => finding.checkId === checkId);
  const targets = distinct(of('privilege-escalation').flatMap(targetsOfPaths));
  return {
    administrators: targets.filter((target) => target !== arn),
    isSelf: targets.includes(arn),
    others: distinct(
      of('lateral-movement').flatMap(({ evidence }) =>
        recordsOf(evidence, 'takeovers').flatMap((takeover) => textsOf(takeover, 'targets')),
      ),
    ),
    namedBy: rolesByTrusted(model).get(arn) ?? [],
  };
}

function targetsOfPaths({ evidence }: Finding): readonly string[] {
  return recordsOf(evidence, 'paths').flatMap((path) => textOf(path, 'target') ?? []);
}

/** The principals that have a path to an administrator through this one, or to it. */
export function passersThrough(model: Model, arn: string): readonly string[] {
  return waysThrough(model).get(arn) ?? [];
}

const rolesByTrusted = oncePer(({ data }: Model): ReadonlyMap<string, readonly string[]> => {
  const roles = new Map<string, string[]>();
  for (const { arn, trust } of data.principals) {
    if (trust === null) continue;
    const allows = policyOf(trust).statements.filter(({ effect }) => effect === 'Allow');
    for (const name of new Set(allows.flatMap(({ principals }) => principals?.aws ?? []))) add(roles, name, arn);
  }
  return roles;
});

const waysThrough = oncePer(({ findings }: Model): ReadonlyMap<string, readonly string[]> => {
  const passers = new Map<string, string[]>();
  for (const { checkId, status, evidence, resource } of findings) {
    if (checkId !== 'privilege-escalation' || status === 'resolved') continue;
    const hops = recordsOf(evidence, 'paths').flatMap((path) => recordsOf(path, 'hops'));
    const passed = distinct(hops.flatMap((hop) => textOf(hop, 'to') ?? []));
    for (const arn of passed) if (arn !== resource.arn) add(passers, arn, resource.arn);
  }
  return passers;
});

function add(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
