import type { Exception } from '../config/exception.ts';
import { matchesPattern } from '../policy/match.ts';
import type { Observation } from './finding.ts';
import { findingId } from './fingerprint.ts';

/** **Contract**: what a suppressed finding says of the exception that hides it. */
export interface Suppression {
  readonly exception: string;
  readonly reason: string;
  readonly owner: string;
  readonly expires: string;
  readonly ticket?: string;
}

type Subject = Pick<Observation, 'checkId' | 'resource' | 'discriminator'>;

/** Exceptions looked up by what they accept. */
export interface Exceptions {
  /** The exception that hides a finding: of several, the one that holds longest; null when none does. */
  hiding(finding: Subject): Suppression | null;
  /** Those that hold and hide none of these findings. */
  idle(findings: readonly Subject[]): readonly Exception[];
  /** Those whose day is past. */
  readonly expired: readonly Exception[];
}

/** @param now tells which exceptions still hold */
export function exceptionsAt(exceptions: readonly Exception[], now: Date): Exceptions {
  const today = now.toISOString().slice(0, 10);
  const holding = exceptions.filter(({ expires }) => expires >= today).toSorted(longestFirst);
  const byFinding = holding.filter(({ accepts }) => 'finding' in accepts);
  const byCheck = groupByCheck(holding);
  const candidates = ({ checkId }: Subject) => [...(byCheck.get(checkId) ?? []), ...byFinding];
  return {
    hiding: (finding) => {
      const found = candidates(finding)
        .toSorted(longestFirst)
        .find((exception) => isAccepted(exception, finding));
      return found === undefined ? null : suppressionBy(found);
    },
    idle: (findings) => {
      const used = new Set(
        findings.flatMap((finding) => candidates(finding).filter((exception) => isAccepted(exception, finding))),
      );
      return holding.filter((exception) => !used.has(exception));
    },
    expired: exceptions.filter(({ expires }) => expires < today),
  };
}

function groupByCheck(exceptions: readonly Exception[]): ReadonlyMap<string, readonly Exception[]> {
  const groups = new Map<string, Exception[]>();
  for (const exception of exceptions) {
    for (const checkId of 'checks' in exception.accepts ? exception.accepts.checks : []) {
      const group = groups.get(checkId);
      if (group) group.push(exception);
      else groups.set(checkId, [exception]);
    }
  }
  return groups;
}

function isAccepted({ accepts }: Exception, { checkId, resource, discriminator }: Subject): boolean {
  return 'finding' in accepts
    ? accepts.finding === findingId(checkId, resource.arn, discriminator)
    : accepts.checks.includes(checkId) && matchesPattern(accepts.resource, resource.arn, { caseSensitive: true });
}

function suppressionBy({ id, reason, owner, expires, ticket }: Exception): Suppression {
  return { exception: id, reason, owner, expires, ...(ticket === undefined ? {} : { ticket }) };
}

/** By id among equals, so that the same one is named every night. */
function longestFirst(left: Exception, right: Exception): number {
  if (left.expires !== right.expires) return left.expires > right.expires ? -1 : 1;
  return left.id < right.id ? -1 : 1;
}
