import type { Finding } from '../../../../../findings/finding.ts';
import { isStanding } from '../../../../../findings/status.ts';
import type { Model } from '../model.ts';
import { narrowings } from './narrowing.ts';
import { type Candidate, type Remedy, weightOf } from './remedy.ts';
import { deletions, detachments, findingsByPolicy, policyRemovals } from './removals.ts';
import { ownFixes, secondFactors, settings } from './settings.ts';

/**
 * The few changes that close the most risk, the greatest first: each time the one whose findings, of those that the changes before
 * it leave, weigh most. What is unused is proposed before what somebody might miss, where they weigh the same.
 */
export function greatestRemedies(model: Model, limit: number): readonly Remedy[] {
  const standing = model.findings.filter(({ status }) => isStanding(status));
  const needing = findingsByPolicy(model, standing);
  let candidates: readonly Candidate[] = [
    ...deletions(model, standing),
    ...policyRemovals(model, standing, needing),
    ...detachments(model, standing, needing),
    ...settings(standing),
    ...secondFactors(standing),
    ...narrowings(model, standing),
    ...ownFixes(standing),
  ];
  const chosen: Remedy[] = [];
  const closed = new Set<Finding>();
  while (chosen.length < limit) {
    const left = candidates.map((candidate) => leaving(candidate, closed)).filter(({ weight }) => weight > 0);
    const best = left.reduce((most, each) => (each.weight > most.weight ? each : most), NOTHING);
    if (best.candidate === null) break;
    chosen.push(best.candidate.toRemedy(best.closes));
    for (const finding of best.closes) closed.add(finding);
    // What weighs nothing any more never will again.
    candidates = left.flatMap(({ candidate }) => candidate ?? []);
  }
  return chosen;
}

interface Left {
  readonly candidate: Candidate | null;
  readonly closes: readonly Finding[];
  readonly weight: number;
}

const NOTHING: Left = { candidate: null, closes: [], weight: 0 };

function leaving(candidate: Candidate, closed: ReadonlySet<Finding>): Left {
  const closes = closed.size === 0 ? candidate.closes : candidate.closes.filter((finding) => !closed.has(finding));
  return { candidate, closes, weight: weightOf(closes) };
}
