import { beforeAll, describe, expect, it } from 'vitest';
import { viewOf } from '../../lib/checks/account-view.ts';
import { type Evaluation, evaluateChecks, type UnknownEntry } from '../../lib/checks/evaluate.ts';
import { checkById, checks, witnessChecksOf } from '../../lib/checks/registry.ts';
import { type Configuration, defaultConfiguration } from '../../lib/config/configuration.ts';
import { inventoryParts } from '../../lib/config/inventory.ts';
import type { Observation } from '../../lib/findings/finding.ts';
import type { Snapshot } from '../../lib/snapshot/snapshot.ts';
import {
  completelyListed,
  type Expectation,
  neglectedExpectations,
  sampleConfiguration,
  sampleExpectations,
} from '../sandbox/accounts/sample-expectations.ts';
import { collectAccounts } from './collected.ts';

function evaluate(snapshot: Snapshot, configuration: Configuration, chosen = checks): Evaluation {
  const context = { account: viewOf(snapshot), configuration, now: new Date(snapshot.takenAt) };
  return evaluateChecks(context, chosen, witnessChecksOf(chosen));
}

/** Whether an expectation that is told apart from others on its resource is about this one. */
function isAbout(found: Observation, { checkId, arn, discriminator }: Expectation): boolean {
  if (found.checkId !== checkId || found.resource.arn !== arn) return false;
  if (discriminator === undefined) return true;
  return (
    [found.discriminator, `${found.evidence.keySlot}`, found.evidence.service].includes(discriminator) ||
    servicesIn(found).includes(discriminator)
  );
}

function servicesIn({ evidence }: Observation): readonly string[] {
  const services: readonly unknown[] = Array.isArray(evidence.services) ? evidence.services : [];
  return services.map((each) =>
    typeof each === 'object' && each !== null && 'service' in each ? String(each.service) : '',
  );
}

function isUnknownAs(entry: UnknownEntry, { arn, code, discriminator }: Expectation): boolean {
  const isItsDetail = discriminator === undefined || entry.detail === undefined || entry.detail.endsWith(discriminator);
  return entry.resourceArn === arn && entry.code === code && isItsDetail;
}

/** What is wrong with an evaluation, by one expectation; null when nothing is. */
function complaint({ outcomes, observations }: Evaluation, expected: Expectation): string | null {
  const found = observations.filter((each) => isAbout(each, expected));
  const [first] = found;
  if (expected.expect === 'pass') return first ? 'was found' : null;
  if (expected.expect === 'unknown') {
    const entries = outcomes.find(({ id }) => id === expected.checkId)?.unknown ?? [];
    if (first) return 'was found';
    return entries.some((entry) => isUnknownAs(entry, expected)) ? null : 'is not unknown';
  }
  if (first === undefined) return 'was not found';
  if (expected.severity !== undefined && first.severity !== expected.severity) return `is ${first.severity}`;
  const services = expected.services?.toSorted().join();
  return services === undefined || services === servicesIn(first).toSorted().join()
    ? null
    : `lists ${servicesIn(first)}`;
}

function complaints(evaluation: Evaluation, expectations: readonly Expectation[]): readonly string[] {
  return expectations.flatMap((expected) => {
    const wrong = complaint(evaluation, expected);
    return wrong === null ? [] : [`${expected.arn} ${expected.discriminator ?? ''}: ${wrong}; but: ${expected.why}`];
  });
}

const built = (expectations: readonly Expectation[]) => expectations.filter(({ checkId }) => checkById(checkId));

/** The expectations are about all that can be listed. */
const everything = { inventory: [...inventoryParts] };

describe('the checks on sample.json', () => {
  const configuration = { ...sampleConfiguration, ...everything };
  let snapshot: Snapshot;
  let evaluation: Evaluation;
  beforeAll(async () => {
    const [first] = (await collectAccounts('sample.json', configuration)).values();
    if (first === undefined) throw new Error('sample.json has no account');
    snapshot = first;
    evaluation = evaluate(snapshot, configuration);
  });

  it.each(checks)('$id says what was expected of it', ({ id }) => {
    expect(
      complaints(
        evaluation,
        built(sampleExpectations).filter(({ checkId }) => checkId === id),
      ),
    ).toEqual([]);
  });

  it.each(checks.filter((check) => witnessChecksOf([check]).length > 0))(
    '$id by itself finds what it finds among all, witnesses included',
    (check) => {
      const found = evaluation.observations.filter(({ checkId }) => checkId === check.id);
      expect(evaluate(snapshot, configuration, [check]).observations).toEqual(found);
    },
  );

  it('names witnesses of what some of these checks find', () => {
    const witnessed = evaluation.observations.filter(
      ({ checkId, evidence }) => 'witnesses' in evidence && !checkById(checkId)?.testifiesTo,
    );
    const ids = [...new Set(witnessed.map(({ checkId }) => checkId))];
    expect(ids.filter((id) => checks.some((check) => check.testifiesTo?.includes(id)))).toEqual(ids);
    expect(ids).not.toEqual([]);
  });

  it.each(checks.filter(({ id }) => completelyListed.includes(id)))('$id finds nothing else', ({ id }) => {
    const found = evaluation.observations.filter(({ checkId }) => checkId === id);
    const expected = sampleExpectations.filter(({ expect: expectation }) => expectation === 'finding');
    expect(
      found.filter((each) => !expected.some((one) => isAbout(each, one))).map(({ resource }) => resource.arn),
    ).toEqual([]);
  });
});

describe('the checks on neglected.json', () => {
  it('say what was expected of them', async () => {
    const configuration = { ...defaultConfiguration, ...everything };
    for (const [accountId, snapshot] of await collectAccounts('neglected.json', configuration)) {
      // The ARN of a bucket does not say whose it is.
      const buckets = new Set(snapshot.buckets?.map(({ arn }) => arn));
      const expectations = built(neglectedExpectations).filter(
        ({ arn }) => arn.split(':')[4] === accountId || buckets.has(arn),
      );
      expect(complaints(evaluate(snapshot, configuration), expectations)).toEqual([]);
    }
  });
});
