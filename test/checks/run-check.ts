import { viewOf } from '../../lib/checks/account-view.ts';
import type { Check } from '../../lib/checks/check.ts';
import { type CheckOutcome, evaluateChecks } from '../../lib/checks/evaluate.ts';
import { type Configuration, defaultConfiguration } from '../../lib/config/configuration.ts';
import type { Observation } from '../../lib/findings/finding.ts';
import type { Snapshot } from '../../lib/snapshot/snapshot.ts';
import { NOW } from '../builders/time.ts';

export interface CheckRun extends Omit<CheckOutcome, 'findings'> {
  readonly findings: readonly Observation[];
}

/** Runs one check over the account of a story. */
export function runCheck(
  check: Check,
  story: { build(): Snapshot },
  configuration: Partial<Configuration> = {},
  now: Date = NOW,
): CheckRun {
  const context = { account: viewOf(story.build()), configuration: { ...defaultConfiguration, ...configuration }, now };
  const { outcomes, observations } = evaluateChecks(context, [check]);
  const [outcome] = outcomes;
  if (outcome === undefined) throw new Error(`${check.id} has no outcome`);
  return { ...outcome, findings: observations };
}

/** Names of what was found, for the tests that ask which and not why. */
export function foundNames(run: CheckRun): readonly string[] {
  return run.findings.map((finding) => finding.resource.name);
}
