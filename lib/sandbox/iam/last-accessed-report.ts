import type { ServiceLastAccessed, TrackedActionLastAccessed } from '@aws-sdk/client-iam';
import { serviceName, trackedActions } from './catalogue.ts';
import type { Entity, Principal } from './entities.ts';
import { grantedServices, grantsAction } from './grants.ts';
import type { LastAccessedJob } from './jobs.ts';
import type { IamState } from './state.ts';
import { insideTracking } from './tracking.ts';

export interface LastAccessedReport {
  /** Namespaces of the services that the entity's identity policies grant, sorted. */
  readonly services: readonly string[];
  /** What the report says of one of them. */
  describe(service: string): Promise<ServiceLastAccessed>;
}

/** Who last used something, and when. */
interface Use {
  readonly principal: Principal;
  readonly at: Date;
}

/**
 * The report of a finished job (API reference, GetServiceLastAccessedDetails): what the policies grant, with the last
 * attempt of the user, the role, a member of the group, or anybody that the policy reaches.
 */
export function lastAccessedReport(job: LastAccessedJob, iam: IamState, now: Date): LastAccessedReport {
  const principals = principalsOf(job.entity, iam);
  const grants = iam.documentsOf(job.entity).map((document) => document.grants);
  const reachesNobody = job.entity.kind === 'policy' && principals.length === 0;
  return {
    services: reachesNobody ? [] : grantedServices(grants),
    async describe(service) {
      const uses = usesOf(principals, now, (principal) => principal.used.get(service)?.at);
      const [last] = uses;
      return {
        ServiceName: serviceName(service),
        ServiceNamespace: service,
        LastAuthenticated: last?.at,
        LastAuthenticatedEntity: last?.principal.arn,
        LastAuthenticatedRegion: last?.principal.usedRegion,
        TotalAuthenticatedEntities: last && uses.length,
        TrackedActionsLastAccessed: job.granularity === 'ACTION_LEVEL' ? await actionsOf(service) : undefined,
      };
    },
  };

  /** Every tracked action that is granted, with its last use; nothing at all when none of them was used. */
  async function actionsOf(service: string): Promise<TrackedActionLastAccessed[] | undefined> {
    if (!principals.some((principal) => principal.used.get(service)?.actions.size)) return undefined;
    const granted = (await trackedActions(service)).filter((action) => grantsAction(grants, `${service}:${action}`));
    const actions = granted.map((action) => {
      const [last] = usesOf(principals, now, (principal) => principal.used.get(service)?.actions.get(action));
      return {
        ActionName: action,
        LastAccessedEntity: last?.principal.arn,
        LastAccessedTime: last?.at,
        LastAccessedRegion: last?.principal.usedRegion,
      };
    });
    return actions.some((action) => action.LastAccessedTime) ? actions : undefined;
  }
}

/** Newest first, inside the tracking window. */
function usesOf(
  principals: readonly Principal[],
  now: Date,
  usedAt: (principal: Principal) => Date | undefined,
): Use[] {
  return principals
    .flatMap((principal) => {
      const at = usedAt(principal);
      return insideTracking(at, now) ? [{ principal, at }] : [];
    })
    .toSorted((a, b) => b.at.getTime() - a.at.getTime());
}

/** Whose use a report on the entity counts. */
function principalsOf(entity: Entity, iam: IamState): readonly Principal[] {
  switch (entity.kind) {
    case 'user':
    case 'role':
      return [entity];
    case 'group':
      return iam.members(entity.name);
    case 'policy':
      return iam.reachedBy(entity.arn);
  }
}
