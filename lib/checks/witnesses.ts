import { canonicalJson } from '../findings/canonical-json.ts';
import type { Evidence, Observation } from '../findings/finding.ts';
import { compareText } from '../findings/order.ts';
import type { SameProblem } from './check.ts';
import type { UnknownEntry } from './evaluate.ts';
import { recordsOf } from './evidence.ts';

/** A finding, and where it may have been found by another check. */
export interface Found {
  readonly observation: Observation;
  readonly sameAs: SameProblem | undefined;
}

/** What one check saw. */
interface Seen {
  readonly id: string;
  readonly found: readonly Found[];
  readonly unknown: readonly UnknownEntry[];
}

/**
 * Makes one finding of one problem, however many saw it. What AWS's own analysis found and a check of ours found as well
 * becomes a witness in the evidence of ours, whose id stays what it is. Where ours cannot be judged the other is unknown
 * with it: a night with less data must not turn known problems into new ones. Only what is left stands for itself.
 */
export function mergeWitnesses<Examined extends Seen>(examinations: readonly Examined[]): readonly Examined[] {
  const claims = examinations.flatMap(({ found }) => found.filter(isClaim));
  if (claims.length === 0) return examinations;
  const ours = indexOurs(examinations, new Set(claims.flatMap(({ sameAs }) => sameAs.checkIds)));
  const witnesses = new Map<Observation, Evidence[]>();
  const settled = new Map<Found, UnknownEntry | 'merged'>();
  for (const claim of claims) {
    const { observation, sameAs } = claim;
    const same = ours.foundOn(sameAs.checkIds, observation.resource.arn).filter(sameAs.isSame ?? (() => true));
    for (const each of same) {
      witnesses.set(each, [...(witnesses.get(each) ?? []), ...recordsOf(observation.evidence, 'witnesses')]);
    }
    const doubt = same.length > 0 ? 'merged' : ours.doubtOn(sameAs.checkIds, observation);
    if (doubt !== null) settled.set(claim, doubt);
  }
  return examinations.map((examined) => ({
    ...examined,
    found: examined.found
      .filter((each) => !settled.has(each))
      .map((each) => ({ ...each, observation: testifiedBy(witnesses.get(each.observation), each.observation) })),
    unknown: [...examined.unknown, ...examined.found.map((each) => settled.get(each)).filter(isEntry)],
  }));
}

type Claim = Found & { readonly sameAs: SameProblem };

function isClaim(found: Found): found is Claim {
  return found.sameAs !== undefined;
}

function isEntry(settled: UnknownEntry | 'merged' | undefined): settled is UnknownEntry {
  return settled !== undefined && settled !== 'merged';
}

function testifiedBy(witnesses: readonly Evidence[] | undefined, observation: Observation): Observation {
  if (witnesses === undefined) return observation;
  // AWS lists in any order, and an unchanged finding must not look changed.
  const inOrder = witnesses.toSorted((a, b) => compareText(canonicalJson(a), canonicalJson(b)));
  return { ...observation, evidence: { ...observation.evidence, witnesses: inOrder } };
}

interface Ours {
  foundOn(checkIds: readonly string[], arn: string): readonly Observation[];
  /** The claim as unknown, because one of these checks cannot tell anything of its resource; null when each can. */
  doubtOn(checkIds: readonly string[], claim: Observation): UnknownEntry | null;
}

function indexOurs(examinations: readonly Seen[], checkIds: ReadonlySet<string>): Ours {
  const named = new Map(
    examinations.filter(({ id }) => checkIds.has(id)).map((seen) => [seen.id, index(seen)] as const),
  );
  return {
    foundOn: (ids, arn) => ids.flatMap((id) => named.get(id)?.found.get(arn) ?? []),
    doubtOn(ids, { resource: { arn }, discriminator }) {
      for (const id of ids) {
        const doubt = named.get(id)?.unknown.get(undefined) ?? named.get(id)?.unknown.get(arn);
        if (doubt === undefined) continue;
        const reason = `Access Analyzer reports it, and ${id} cannot tell: ${doubt.reason}`;
        return {
          resourceArn: arn,
          ...(discriminator === undefined ? {} : { discriminator }),
          code: doubt.code,
          reason,
        };
      }
      return null;
    },
  };
}

/** A check's findings and doubts by ARN; undefined stands for everything. A doubt about one finding among several is none about the others. */
function index({ found, unknown }: Seen) {
  const observations = found.map(({ observation }) => observation);
  const doubts = unknown.filter(({ discriminator }) => discriminator === undefined).toReversed();
  return {
    found: Map.groupBy(observations, ({ resource }) => resource.arn),
    unknown: new Map(doubts.map((entry) => [entry.resourceArn, entry] as const)),
  };
}
