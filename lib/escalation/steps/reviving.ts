import { isBroader } from '../../policy/breadth.ts';
import { policyOf } from '../../policy/document.ts';
import type { ManagedPolicy } from '../../snapshot/snapshot.ts';
import type { ActorClass } from '../actor.ts';
import type { PolicyTarget } from '../holdings.ts';
import { isAdminWith, type Node } from '../node.ts';
import type { RevivedVersion } from '../path.ts';
import { permitOn } from '../targets.ts';
import type { World } from '../world.ts';
import { gainingBy, takingOf } from './gaining.ts';
import type { Rewritable } from './rewriting.ts';
import type { Taking } from './taking.ts';

type Version = ManagedPolicy['versions'][number];

/** The users and roles that a class makes administrators by putting a dormant version of a policy that they hold in force. */
export function revivingBy({ judge }: World, among: Rewritable): (actor: ActorClass) => Taking {
  const versionFor = (node: Node, policy: ManagedPolicy): Version | undefined =>
    dormantVersions(policy).find((version) => isAdminByVersion(among, node, policy, version));
  const gaining = gainingBy(({ policy, holders }: PolicyTarget) =>
    holders.filter((node) => !node.isAdmin && versionFor(node, policy) !== undefined),
  );
  return (actor) =>
    takingOf(gaining, among.policies.reach(judge, actor, REVIVING), (target, node) => {
      const permit = permitOn(judge, actor, REVIVING, target);
      const version = versionFor(node, target.policy);
      return {
        permits: permit === null ? [] : [permit],
        ...(version && { revived: revivedVersion(target.policy, version) }),
      };
    });
}

export const REVIVING = 'iam:SetDefaultPolicyVersion';

/** The versions of a policy that are not in force and allow what the one in force does not. */
export function broaderVersions(policy: ManagedPolicy): readonly Version[] {
  const current = policy.versions.find(({ isDefault }) => isDefault);
  if (current === undefined) return [];
  return dormantVersions(policy).filter(
    ({ document }) => isBroader(policyOf(document), policyOf(current.document)) !== null,
  );
}

export function revivedVersion({ arn }: ManagedPolicy, { versionId }: Version): RevivedVersion {
  return { policyArn: arn, versionId };
}

function dormantVersions({ versions }: ManagedPolicy): readonly Version[] {
  return versions.filter(({ isDefault }) => !isDefault);
}

function isAdminByVersion(among: Rewritable, node: Node, { arn }: ManagedPolicy, { document }: Version): boolean {
  const holder = among.holderOf(node);
  const identity = holder.identity.map((held) => {
    const { source } = held.source;
    return 'policyArn' in source && source.policyArn === arn ? { ...held, policy: policyOf(document) } : held;
  });
  return isAdminWith({ ...holder, identity });
}
