import type { Severity } from '../findings/finding.ts';
import type { GrantSource, Principal } from './account-view.ts';
import type { CheckContext } from './check.ts';
import { Doubts, type Unseen } from './doubts.ts';
import { hasLevel } from './granted-services.ts';
import { type HeldGrants, type HeldService, servicesHeld } from './held-services.ts';
import { compareInstants, newest } from './instants.ts';
import { oncePer, remembered } from './once.ts';
import { usageOf } from './usage.ts';
import { graceOf } from './verdicts.ts';
import { unusedWindowOf } from './windows.ts';

/** **Contract**: an entry of `services[]` in the evidence. */
export interface UnusedService {
  readonly service: string;
  readonly lastUsedAt: string | null;
  readonly grantedBy: readonly (GrantSource & { readonly statement: number })[];
}

export interface UnusedServices {
  /** In alphabetical order. */
  readonly unused: readonly UnusedService[];
  /** By the gravest access level that an unused service is granted for. */
  readonly severity: Severity;
  /** What cannot be judged: a service or policy, or without `detail` all of what is not in `unused`. */
  readonly unseen: readonly Unseen[];
}

/** The services that a principal is granted and did not use, whether or not the principal as a whole was used. */
export function unusedServicesOf(context: CheckContext, principal: Principal): UnusedServices {
  const unused: UnusedService[] = [];
  let severity: Severity = 'low';
  const doubts = new Doubts(context, principal);
  const useOf = usageOf(context).ofServices(principal, unusedWindowOf(context, principal.arn));
  // An administrator has hundreds of services by one and the same statements.
  const factsOf = remembered((list: HeldGrants) => ({
    documents: list.flatMap(({ source }) => source.document ?? []),
    young: graceOf(context, principal.arn, heldSince(principal, list)),
  }));
  for (const granted of servicesHeld(context.account, principal).values()) {
    const { documents, young } = factsOf(granted.grants);
    const use = useOf(granted, documents);
    if (use.status === 'used' || use.status === 'not-granted') continue;
    const blind = young ?? (use.status === 'unknown' ? use : null);
    if (blind !== null) {
      doubts.note(blind, granted.service);
    } else if (use.status === 'unused') {
      unused.push(use.lastUsedAt === null ? neverUsed(granted) : lastUsed(granted, use.lastUsedAt));
      if (severity === 'low' && hasLevel([granted], CHANGING)) severity = 'medium';
    }
  }
  return { unused, severity, unseen: doubts.all };
}

const CHANGING = ['Write', 'Permissions management'] as const;

/** One entry for all who hold a service by the same statements: most of their holders never used most services. */
const neverUsed = oncePer((granted: HeldService) => lastUsed(granted, null));

function lastUsed({ service, grants }: HeldService, lastUsedAt: string | null): UnusedService {
  return { service, lastUsedAt, grantedBy: grantedBy(grants) };
}

const grantedBy = oncePer((grants: HeldGrants): UnusedService['grantedBy'] => grants.flatMap(statementsOf));

/** Since when the principal can have used what these grant it: as long as any of the policies is as it is now. */
export function heldSince(principal: Principal, grants: HeldGrants): string {
  const changes = grants.map(({ source }) => source.updatedAt ?? principal.createdAt);
  const oldest = changes.reduce((first, at) => (compareInstants(at, first) < 0 ? at : first));
  return newest([principal.createdAt, oldest]) ?? principal.createdAt;
}

export function statementsOf({ source, statements }: HeldGrants[number]): UnusedService['grantedBy'] {
  return statements.map((statement) => ({ ...source.source, statement }));
}
