import { canonicalJson } from './canonical-json.ts';
import type { Exceptions, Suppression } from './exceptions.ts';
import { type Observation, type StoredFinding, severities } from './finding.ts';
import { findingId } from './fingerprint.ts';
import { compareText } from './order.ts';
import { statusOf } from './status.ts';

/** Days that a resolved finding is remembered: long enough to say when it was resolved, and that it came back. */
const RESOLVED_KEPT_DAYS = 30;

const MS_PER_DAY = 86_400_000;

/** What one check could see in this audit. Checks that did not run are not named. */
export interface CheckSight {
  readonly id: string;
  /**
   * An entry without `resourceArn` stands for everything that the check looks at, or for what of it is outside of some Regions, and one
   * without `discriminator` for every finding on the resource.
   */
  readonly unknown: readonly {
    readonly resourceArn?: string;
    readonly outsideRegions?: readonly string[];
    readonly discriminator?: string;
  }[];
}

/** The last audit that was stored, and its findings. */
export interface PreviousAudit {
  readonly startedAt: string;
  /** Of the parameter that held its configuration; null: there was none; left out: that is not known. */
  readonly configurationVersion?: number | null;
  readonly findings: readonly StoredFinding[];
}

export interface Reconciled {
  /** In order of id: tonight's findings, those that could not be looked at, and those resolved not long ago. */
  readonly findings: readonly StoredFinding[];
  /**
   * Ids, in order: never seen before; seen before and gone; gone, or accepted, before and back. What is accepted tonight is in
   * none of them.
   */
  readonly newIds: readonly string[];
  readonly resolvedIds: readonly string[];
  readonly reopenedIds: readonly string[];
  /** Seen before and still there, with another severity or other evidence, or accepted since: ids, in order. */
  readonly changedIds: readonly string[];
}

/**
 * Brings what tonight's audit observed together with the findings of the audit before.
 *
 * A finding is resolved only by a check that looked at its resource and did not see it. What is `unknown` tonight, and
 * what belongs to a check that did not run, stays as it was, with the last audit that saw it in `lastSeenAt`. One whose
 * exception ends is reopened.
 *
 * @param input.startedAt when tonight's audit began (ISO 8601, UTC)
 */
export function reconcile(input: {
  readonly previous: PreviousAudit | null;
  readonly observations: readonly Observation[];
  readonly checks: readonly CheckSight[];
  readonly startedAt: string;
  /** What somebody has accepted; left out, nothing. */
  readonly exceptions?: Pick<Exceptions, 'hiding'>;
  readonly resolvedKeptDays?: number;
}): Reconciled {
  const { previous, startedAt } = input;
  const hiding = (observation: Observation) => input.exceptions?.hiding(observation) ?? null;
  const sights = new Map(input.checks.map((check) => [check.id, sightOf(check)]));
  const observed = observationsById(input.observations);
  const before = new Map((previous?.findings ?? []).map((finding) => [finding.id, finding]));
  const keptSince = Date.parse(startedAt) - (input.resolvedKeptDays ?? RESOLVED_KEPT_DAYS) * MS_PER_DAY;

  const seen = Array.from(observed, ([id, observation]) =>
    withSuppression(
      seenTonight(id, observation, before.get(id), startedAt),
      before.get(id),
      hiding(observation),
      startedAt,
    ),
  );
  const notSeen = (previous?.findings ?? [])
    .filter((finding) => !observed.has(finding.id))
    .filter((finding) => finding.resolvedAt === undefined || Date.parse(finding.resolvedAt) >= keptSince)
    .map((finding) => {
      if (finding.resolvedAt !== undefined) return finding;
      const lastSeenAt = finding.lastSeenAt ?? previous?.startedAt ?? finding.firstSeenAt;
      const couldSee = sights.get(finding.checkId);
      return couldSee?.(finding)
        ? { ...finding, lastSeenAt, resolvedAt: startedAt }
        : withSuppression({ ...finding, lastSeenAt }, finding, hiding(finding), startedAt);
    });

  const findings = [...seen, ...notSeen].sort((left, right) => compareText(left.id, right.id));
  const idsOf = (belongs: (finding: StoredFinding) => boolean) => findings.filter(belongs).map(({ id }) => id);
  return {
    findings,
    newIds: idsOf((finding) => statusOf(finding, startedAt) === 'new'),
    resolvedIds: idsOf(({ resolvedAt }) => resolvedAt === startedAt),
    reopenedIds: idsOf((finding) => statusOf(finding, startedAt) === 'reopened'),
    changedIds: idsOf((finding) => {
      const status = statusOf(finding, startedAt);
      return (status === 'open' || status === 'suppressed') && hasChanged(finding, before.get(finding.id));
    }),
  };
}

/** Evidence that the store had to cut short is not what was observed, and tells nothing about it. */
function hasChanged(finding: StoredFinding, before: StoredFinding | undefined): boolean {
  if (before === undefined) return false;
  const told = ({ severity, suppression, evidence }: StoredFinding) =>
    canonicalJson({ severity, suppression, ...('truncated' in before.evidence ? {} : { evidence }) });
  return told(finding) !== told(before);
}

/** Whether the check could have seen a finding, were it still there. */
function sightOf({ unknown }: CheckSight): (finding: StoredFinding) => boolean {
  const byArn = Map.groupBy(unknown, ({ resourceArn }) => resourceArn);
  const ofMany = byArn.get(undefined) ?? [];
  if (ofMany.some(({ outsideRegions }) => outsideRegions === undefined)) return () => false;
  return ({ resource, discriminator }) =>
    ofMany.every(({ outsideRegions = [] }) => outsideRegions.includes(regionOf(resource.arn))) &&
    !byArn
      .get(resource.arn)
      ?.some((entry) => entry.discriminator === undefined || entry.discriminator === discriminator);
}

/** The Region in an ARN; empty: it names none. */
function regionOf(arn: string): string {
  return arn.split(':', 4)[3] ?? '';
}

/** A check that says the same thing twice says it once: the graver one, or the first in the order of its text. */
function observationsById(observations: readonly Observation[]): ReadonlyMap<string, Observation> {
  const byId = new Map<string, Observation>();
  for (const observation of observations) {
    const id = findingId(observation.checkId, observation.resource.arn, observation.discriminator);
    const other = byId.get(id);
    if (other === undefined || comesBefore(observation, other)) byId.set(id, observation);
  }
  return byId;
}

function comesBefore(left: Observation, right: Observation): boolean {
  const bySeverity = severities.indexOf(left.severity) - severities.indexOf(right.severity);
  return (bySeverity || compareText(canonicalJson(left), canonicalJson(right))) < 0;
}

function seenTonight(
  id: string,
  observation: Observation,
  before: StoredFinding | undefined,
  startedAt: string,
): StoredFinding {
  const reopenedAt = before?.resolvedAt === undefined ? before?.reopenedAt : startedAt;
  return {
    checkId: observation.checkId,
    severity: observation.severity,
    resource: observation.resource,
    evidence: observation.evidence,
    ...(observation.discriminator === undefined ? {} : { discriminator: observation.discriminator }),
    id,
    firstSeenAt: before?.firstSeenAt ?? startedAt,
    ...(reopenedAt === undefined ? {} : { reopenedAt }),
    // What comes back after it was resolved has been introduced anew.
    ...(before?.introducedBy === undefined || before.resolvedAt !== undefined
      ? {}
      : { introducedBy: before.introducedBy }),
  };
}

function withSuppression(
  { suppression: _, ...finding }: StoredFinding,
  before: StoredFinding | undefined,
  suppression: Suppression | null,
  startedAt: string,
): StoredFinding {
  if (suppression !== null) return { ...finding, suppression };
  return before?.suppression === undefined ? finding : { ...finding, reopenedAt: startedAt };
}
