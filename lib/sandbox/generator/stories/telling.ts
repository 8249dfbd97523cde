import type { DaysAgo } from '../chance.ts';
import { type Allowance, allowing } from '../compose.ts';
import type { Draft } from '../draft.ts';
import { type DraftPrincipal, servicesReported } from '../holdings.ts';
import type { Composition } from '../meaning.ts';
import type { DraftPolicy } from '../model.ts';
import { everyday } from '../services.ts';

/*
 * What stories are told with.
 */

/** A policy of a few services, as most are. */
export function narrow(draft: Draft, most = 6): Composition {
  const { chance } = draft;
  const services = chance.several([...everyday.keys()], chance.integer(1, most));
  const written = services.filter(() => chance.isTrue(0.5));
  const read = services.filter((service) => !written.includes(service));
  const allowances: Allowance[] = [
    ...(read.length > 0 ? [{ services: read, level: 'read' as const }] : []),
    ...(written.length > 0
      ? [{ services: written, level: chance.isTrue(0.2) ? ('full' as const) : ('write' as const) }]
      : []),
  ];
  return allowing(chance, allowances);
}

/** A policy that can be used in some Regions only, because of a condition or of the resources that it names. */
export function confined(draft: Draft, regions: readonly string[]): Composition {
  const services = draft.chance.several(['dynamodb', 'kinesis', 'sns', 'sqs', 'states'], draft.chance.integer(1, 3));
  const by = draft.chance.isTrue(0.5) ? 'condition' : 'resource';
  return allowing(draft.chance, [{ services, level: 'write', confined: { by, regions } }]);
}

export function attach(principal: Pick<DraftPrincipal, 'policies'>, ...policies: readonly DraftPolicy[]): void {
  for (const policy of policies) {
    if (!principal.policies.includes(policy)) {
      principal.policies.push(policy);
    }
  }
}

interface Work {
  /** How many of its services the principal calls; all unless given. */
  readonly services?: number;
  /** How long ago it last called each of them. */
  readonly least: DaysAgo;
  readonly most: DaysAgo;
}

/** Lets a principal call some of the services that it may, no earlier than it was made. */
export function work(draft: Draft, principal: DraftPrincipal, { services, least, most }: Work): void {
  const reported = [...servicesReported(principal)].sort();
  const latestPossible = Math.min(most, principal.created);
  for (const service of draft.chance.several(reported, services ?? reported.length)) {
    principal.used.set(service, draft.chance.ago(Math.min(least, latestPossible), latestPossible));
  }
}

/** Work as it mostly is: some services daily, some long ago, the rest never. */
export function workAsUsual(draft: Draft, principal: DraftPrincipal): void {
  const { chance } = draft;
  const reported = servicesReported(principal).size;
  const most = reported > 20 ? chance.integer(3, 25) : Math.max(1, Math.round(reported * (0.4 + chance.next() * 0.6)));
  if (chance.isTrue(0.4)) {
    work(draft, principal, { services: chance.integer(1, Math.max(1, most >> 1)), least: 92, most: 390 });
  }
  work(draft, principal, { services: most, least: 0, most: 60 });
}
