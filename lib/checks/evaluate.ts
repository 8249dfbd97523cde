import type { Observation } from '../findings/finding.ts';
import type { Check, CheckContext, UnknownCode, Verdict } from './check.ts';
import type { Window } from './instants.ts';
import { refuseUnknownChecks } from './read-configuration.ts';
import { ownLimits } from './thresholds.ts';
import { notCollected } from './verdicts.ts';
import { type Found, mergeWitnesses } from './witnesses.ts';

export type CheckStatus = 'pass' | 'fail' | 'unknown' | 'not-applicable';

/** **Contract** (`checks[]` of the JSON output): what came of one check. */
export interface CheckOutcome {
  readonly id: string;
  readonly status: CheckStatus;
  /** How many findings. */
  readonly findings: number;
  readonly unknown: readonly UnknownEntry[];
  /** Of checks that speak of use: the window that they looked at. */
  readonly window?: Window;
}

export interface UnknownEntry {
  /** Left out when the whole check is blind. */
  readonly resourceArn?: string;
  /** Without `resourceArn`: only resources outside of these Regions, which were read, are unknown. */
  readonly outsideRegions?: readonly string[];
  /** The policy, service or action that is unknown for that resource. */
  readonly detail?: string;
  /** Of the one finding that cannot be judged; left out, none on that resource can. */
  readonly discriminator?: string;
  readonly code: UnknownCode;
  readonly reason: string;
}

export interface Evaluation {
  /** One for each check that ran, in the order given. */
  readonly outcomes: readonly CheckOutcome[];
  readonly observations: readonly Observation[];
}

/**
 * Runs checks over an account. A check that throws is a bug of ours, and its error goes up: no result is better than
 * one with a hole that nobody sees.
 *
 * @param witnesses checks that are asked for nothing but what they add to the evidence of the others
 * @throws InvalidInputError when the configuration sets the severity of a check that does not exist
 */
export function evaluateChecks(
  context: CheckContext,
  checks: readonly Check[],
  witnesses: readonly Check[] = [],
): Evaluation {
  refuseUnknownChecks(context.configuration, 'configuration');
  const merged = mergeWitnesses([...checks, ...witnesses].map((check) => examine(context, check)));
  const examinations = merged.slice(0, checks.length);
  return {
    outcomes: examinations.map(outcomeOf),
    observations: examinations.flatMap(({ found }) => found.map(({ observation }) => observation)),
  };
}

/** What one check saw. */
interface Examination {
  readonly id: string;
  readonly window: Window | undefined;
  /** Whether there was anything to look at. */
  readonly isApplicable: boolean;
  readonly found: readonly Found[];
  readonly unknown: readonly UnknownEntry[];
}

function examine(context: CheckContext, check: Check): Examination {
  const { id } = check;
  const window = check.window?.(context);
  const blind = blindness(context, check);
  if (blind !== null) return { id, window, isApplicable: true, found: [], unknown: blind };
  const found: Found[] = [];
  const unknown: UnknownEntry[] = [];
  let examined = 0;
  for (const verdict of check.evaluate(context)) {
    examined += 1;
    if (verdict.verdict === 'finding') {
      found.push({ observation: observe(context, check, verdict), sameAs: verdict.sameAs });
    } else if (verdict.verdict === 'unknown') unknown.push(entryOf(verdict));
  }
  return { id, window, isApplicable: examined > 0, found, unknown };
}

function outcomeOf(examination: Examination): CheckOutcome {
  const { id, window, found, unknown } = examination;
  return { id, status: statusOf(examination), findings: found.length, unknown, ...(window && { window }) };
}

/** The sources that the check cannot do without and that were not read; null when there is none. */
function blindness(context: CheckContext, check: Check): readonly UnknownEntry[] | null {
  const missing = check.needs.filter((source) => {
    const status = context.account.coverageOf(source)?.status;
    return status !== 'complete' && status !== 'partial';
  });
  return missing.length === 0 ? null : missing.map((source) => notCollected(context, source));
}

function observe(
  context: CheckContext,
  check: Check,
  { resource, evidence, severity, discriminator }: Extract<Verdict, { verdict: 'finding' }>,
): Observation {
  return {
    checkId: check.id,
    severity: context.configuration.severities[check.id] ?? severity ?? check.severity,
    resource,
    evidence: check.window === undefined ? evidence : { ...evidence, ...ownLimits(context, resource.arn) },
    ...(discriminator === undefined ? {} : { discriminator }),
  };
}

function entryOf({ verdict: _, ...entry }: Extract<Verdict, { verdict: 'unknown' }>): UnknownEntry {
  return entry;
}

function statusOf({ isApplicable, found, unknown }: Examination): CheckStatus {
  if (!isApplicable) return 'not-applicable';
  if (found.length > 0) return 'fail';
  return unknown.length > 0 ? 'unknown' : 'pass';
}
