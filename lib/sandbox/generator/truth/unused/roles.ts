import type { Arns } from '../../arns.ts';
import type { DraftPrincipal } from '../../holdings.ts';
import type { DraftRole } from '../../model.ts';
import { of } from '../say.ts';
import type { TruthEntry } from '../truth.ts';
import { isYoung } from './rules.ts';
import { unusedServicesOf } from './services.ts';
import type { KnownUse } from './use.ts';

const roleUnused = of('role-unused');
const permissionSet = of('permission-set-unused');
const services = of('services-unused');

export const checksOfPermissions = ['role-unused', 'permission-set-unused', 'services-unused'] as const;

export function isServiceLinked({ kind, path }: DraftPrincipal): boolean {
  return kind === 'role' && path.startsWith('/aws-service-role/');
}

function isPermissionSet({ kind, path }: DraftPrincipal): boolean {
  return kind === 'role' && path.startsWith('/aws-reserved/');
}

/** Whether the account's own people decide what it may do. */
export function isOwn(principal: DraftPrincipal): boolean {
  return !isServiceLinked(principal) && !isPermissionSet(principal);
}

/** A role is judged whole, but for those that AWS made: Identity Center's are judged as their permission sets. */
export function* truthOfRole(role: DraftRole, arns: Arns, known: KnownUse): Generator<TruthEntry> {
  if (isServiceLinked(role)) {
    return;
  }
  const check = isPermissionSet(role) ? permissionSet : roleUnused;
  const arn = arns.holder(role);
  const use = known.ofPrincipal(role);
  if (use !== 'used') {
    const blind = isYoung(role.created) ? 'young' : typeof use === 'object' ? use.unknown : null;
    yield blind ? check.unknown(arn, blind) : check.finding(arn);
  } else if (isPermissionSet(role)) {
    yield* unusedServices(role, permissionSet, arns, known);
  }
}

/** What is unused as a whole is told once, as that. */
export function* truthOfServices(principal: DraftPrincipal, arns: Arns, known: KnownUse): Generator<TruthEntry> {
  const use = known.ofPrincipal(principal);
  if (!isOwn(principal) || use === 'unused') {
    return;
  }
  for (const entry of unusedServices(principal, services, arns, known)) {
    yield entry.expect === 'finding' && typeof use === 'object' ? services.unknown(entry.arn, use.unknown) : entry;
  }
}

function* unusedServices(
  principal: DraftPrincipal,
  check: ReturnType<typeof of>,
  arns: Arns,
  known: KnownUse,
): Generator<TruthEntry> {
  const arn = arns.holder(principal);
  const { unused, unknown } = unusedServicesOf(principal, arns.policy, known);
  for (const { code, detail } of unknown) {
    yield check.unknown(arn, code, detail);
  }
  if (unused.length > 0) {
    yield check.finding(arn, { services: unused });
  }
}
