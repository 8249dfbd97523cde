import type { Node } from '../node.ts';
import { Universe } from '../targets.ts';
import { letsServiceIn, type TrustPermit } from '../trusts.ts';
import type { World } from '../world.ts';

/** The roles that a service may assume when it works for this account. */
export interface TrustingRoles {
  readonly universe: Universe<Node>;
  /** By which statements, and under which conditions; undefined for a role that does not trust the service. */
  trustOf(role: Node): TrustPermit | undefined;
}

/** Looked up once for each service. */
export function trustingRoles({ trustClasses, ofAccount }: World): (service: string) => TrustingRoles {
  const known = new Map<string, TrustingRoles>();
  return (service) => {
    let trusting = known.get(service);
    if (trusting === undefined) {
      const trusts = new Map<Node, TrustPermit>();
      for (const each of trustClasses) {
        const permit = letsServiceIn(each, service, ofAccount.accountId);
        if (permit !== null) for (const role of each.roles) trusts.set(role, { ...permit, role });
      }
      trusting = { universe: new Universe([...trusts.keys()]), trustOf: (role) => trusts.get(role) };
      known.set(service, trusting);
    }
    return trusting;
  };
}
