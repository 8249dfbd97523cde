import type { Arns } from '../../arns.ts';
import { type DraftPrincipal, servicesReported } from '../../holdings.ts';
import { of } from '../say.ts';
import type { TruthEntry } from '../truth.ts';
import { isServiceLinked } from './roles.ts';
import { isRecent, isYoung } from './rules.ts';
import { isUnreadable, nameOf } from './services.ts';
import type { KnownUse } from './use.ts';

export const actionsUnused = 'actions-unused';

const say = of(actionsUnused);

/** How many actions whose use is not tracked are named where there is nothing else to say. */
const named = 5;

/** Of services in use, the actions without use; permission sets are told by their roles. */
export function* truthOfActions(principal: DraftPrincipal, arns: Arns, known: KnownUse): Generator<TruthEntry> {
  const arn = arns.holder(principal);
  const use = known.ofPrincipal(principal);
  if (isServiceLinked(principal) || use === 'unused' || !known.mayDoSomething(principal)) {
    return;
  }
  if (principal.kind === 'role' && typeof use === 'object') {
    yield say.unknown(arn, use.unknown);
    return;
  }
  const reported = servicesReported(principal);
  const services = [...principal.used].filter(([service, ago]) => reported.has(service) && isRecent(ago));
  if (services.length === 0) {
    return;
  }
  if (isYoung(principal.created)) {
    yield say.unknown(arn, 'young');
    return;
  }
  for (const holding of known.holdingsOf(principal).filter(isUnreadable)) {
    yield say.unknown(arn, 'unreadable-document', nameOf(holding, arns.policy));
  }
  yield* truthOfServices(
    principal,
    services.map(([service]) => service),
    arn,
    known,
  );
}

function* truthOfServices(
  principal: DraftPrincipal,
  services: readonly string[],
  arn: string,
  known: KnownUse,
): Generator<TruthEntry> {
  const found: { service: string; action: string }[] = [];
  const untracked: string[] = [];
  for (const service of services.toSorted()) {
    const told = [...principal.actions].filter(([action]) => action.startsWith(`${service}:`));
    if (!told.some(([, ago]) => typeof ago === 'number')) {
      yield say.unknown(arn, 'untracked', service);
      continue;
    }
    untracked.push(...told.filter(([, ago]) => ago === 'untracked').map(([action]) => action));
    const unused = told.filter(([, ago]) => ago === 'never' || (typeof ago === 'number' && !isRecent(ago)));
    const granting = known.holdingsOf(principal).filter(({ composition }) => composition.grants.has(service));
    const changes = granting.map(({ policy }) => policy?.updated ?? principal.created);
    const seen = known.unusedWhereSeen(granting.map(({ composition }) => composition));
    const blind = isYoung(Math.max(...changes)) ? 'young' : seen === 'unused' ? null : seen.unknown;
    if (blind === null) {
      found.push(...unused.map(([action]) => ({ service, action })));
    } else if (unused.length > 0) {
      yield say.unknown(arn, blind);
    }
  }
  if (found.length > 0) {
    yield say.finding(arn, {
      services: [...new Set(found.map(({ service }) => service))],
      actions: found.map(({ action }) => action).sort(),
      untracked: untracked.sort(),
    });
  } else if (untracked.length > 0) {
    yield say.unknown(arn, 'untracked', listed(untracked.sort()));
  }
}

function listed(actions: readonly string[]): string {
  const rest = actions.length - named;
  return `${actions.slice(0, named).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
