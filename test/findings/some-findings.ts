import type { Evidence, Observation, Severity, StoredFinding } from '../../lib/findings/finding.ts';
import { findingId } from '../../lib/findings/fingerprint.ts';

const account = '210987654321';

/** An observation about a role, as a check gives it. */
export function anObservation(
  parts: {
    readonly checkId?: string;
    readonly roleName?: string;
    readonly severity?: Severity;
    readonly evidence?: Evidence;
    readonly discriminator?: string;
  } = {},
): Observation {
  const roleName = parts.roleName ?? 'deploy-pipeline';
  return {
    checkId: parts.checkId ?? 'role-unused',
    severity: parts.severity ?? 'medium',
    resource: {
      arn: `arn:aws:iam::${account}:role/${roleName}`,
      type: 'AWS::IAM::Role',
      name: roleName,
      accountId: account,
    },
    evidence: parts.evidence ?? { lastUsedAt: '2026-05-02T08:11:00Z' },
    ...(parts.discriminator === undefined ? {} : { discriminator: parts.discriminator }),
  };
}

export function aFinding(
  parts: Parameters<typeof anObservation>[0] & Partial<Omit<StoredFinding, keyof Observation>> = {},
): StoredFinding {
  const { firstSeenAt = '2026-09-01T02:17:00Z', lastSeenAt, resolvedAt, reopenedAt, suppression } = parts;
  const observation = anObservation(parts);
  return {
    ...observation,
    id: findingId(observation.checkId, observation.resource.arn, observation.discriminator),
    firstSeenAt,
    ...(lastSeenAt === undefined ? {} : { lastSeenAt }),
    ...(resolvedAt === undefined ? {} : { resolvedAt }),
    ...(reopenedAt === undefined ? {} : { reopenedAt }),
    ...(suppression === undefined ? {} : { suppression }),
  };
}
