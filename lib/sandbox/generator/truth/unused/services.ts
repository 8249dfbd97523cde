import { type DraftPrincipal, type Holding, servicesHeld } from '../../holdings.ts';
import type { UnknownCode } from '../truth.ts';
import { isYoung } from './rules.ts';
import type { KnownUse } from './use.ts';

export interface UnusedServices {
  /** In alphabetical order. */
  readonly unused: readonly string[];
  readonly unknown: readonly UnknownService[];
}

interface UnknownService {
  readonly code: UnknownCode;
  readonly detail?: string;
}

/** The services that a principal is granted and did not use, and those of which that cannot be known. */
export function unusedServicesOf(principal: DraftPrincipal, policyArn: PolicyArn, known: KnownUse): UnusedServices {
  const unused: string[] = [];
  /** By service or policy where that is what is unknown; what holds for many services is said once. */
  const unknown = new Map<string, UnknownService>();
  const holdings = known.holdingsOf(principal);
  for (const holding of holdings) {
    const detail = nameOf(holding, policyArn);
    if (isUnreadable(holding)) {
      unknown.set(detail, { code: 'unreadable-document', detail });
    }
  }
  for (const service of servicesHeld(principal)) {
    const granting = holdings.filter(({ composition }) => composition.grants.has(service));
    const compositions = granting.map(({ composition }) => composition);
    const use = known.ofService(principal, service, compositions);
    if (use === 'used' || use === 'nothing') {
      continue;
    }
    // It could be used for as long as any of the policies that grant it is as it is now.
    const changes = granting.map(({ policy }) => policy?.updated ?? principal.created);
    const blind = isYoung(Math.min(principal.created, Math.max(...changes))) ? 'young' : codeOf(use);
    if (blind === null) {
      unused.push(service);
    } else if (blind === 'untracked') {
      unknown.set(service, { code: blind, detail: service });
    } else {
      unknown.set(blind, { code: blind });
    }
  }
  return { unused: unused.sort(), unknown: [...unknown.values()] };
}

type PolicyArn = (policy: NonNullable<Holding['policy']>) => string;

export function isUnreadable({ composition }: Holding): boolean {
  return typeof composition.document === 'string';
}

/** A managed policy is told by its ARN, an inline one by its name. */
export function nameOf({ policy, name }: Holding, policyArn: PolicyArn): string {
  return policy ? policyArn(policy) : name;
}

function codeOf(use: 'unused' | { readonly unknown: UnknownCode }): UnknownCode | null {
  return use === 'unused' ? null : use.unknown;
}
