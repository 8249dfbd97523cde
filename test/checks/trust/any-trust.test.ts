import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { viewOf } from '../../../lib/checks/account-view.ts';
import { evaluateChecks } from '../../../lib/checks/evaluate.ts';
import { checks } from '../../../lib/checks/registry.ts';
import { defaultConfiguration } from '../../../lib/config/configuration.ts';
import { type Observation, severities } from '../../../lib/findings/finding.ts';
import { findingId } from '../../../lib/findings/fingerprint.ts';
import type { DocumentSpec } from '../../builders/specs.ts';
import { NOW } from '../../builders/time.ts';
import { anyDocument } from '../../policy/any-document.ts';
import { type StatementSpec, trustOf, withTrust } from './a-trust.ts';
import { anyAllow, anyDeny } from './any-trust.ts';

const ofTrust = checks.filter(({ family }) => family === 'trust');
/** Its findings come from names alone, in Deny statements too. */
const aboutDoors = ofTrust.filter(({ id }) => id !== 'trust-deleted-principal');

function find(trust: DocumentSpec, looking = ofTrust): readonly Observation[] {
  const everything = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };
  const snapshot = withTrust(trust, { inline: { everything } }).build();
  const context = { account: viewOf(snapshot), configuration: defaultConfiguration, now: NOW };
  return evaluateChecks(context, looking).observations;
}

const gravityOf = (observations: readonly Observation[]) =>
  new Map(
    observations.map(({ checkId, resource, discriminator, severity }) => [
      findingId(checkId, resource.arn, discriminator),
      severities.indexOf(severity),
    ]),
  );

/** Findings that the second list has and the first has not, or not as grave. */
function added(before: readonly Observation[], after: readonly Observation[]): readonly string[] {
  const known = gravityOf(before);
  return after
    .filter(({ checkId, resource, discriminator, severity }) => {
      const gravity = known.get(findingId(checkId, resource.arn, discriminator));
      return gravity === undefined || gravity > severities.indexOf(severity);
    })
    .map(({ checkId, severity }) => `${checkId} ${severity}`);
}

describe('the checks of trust', () => {
  const allows = fc.array(anyAllow, { minLength: 1, maxLength: 3 });

  it('find nothing more, and nothing graver, behind a further Deny', () => {
    fc.assert(
      fc.property(allows, anyDeny, (statements, deny) => {
        const before = find(trustOf(...statements), aboutDoors);
        expect(added(before, find(trustOf(...statements, deny), aboutDoors))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('find nothing less, and nothing lighter, beside a further Allow', () => {
    fc.assert(
      fc.property(allows, anyAllow, (statements, allow) => {
        const after = find(trustOf(...statements, allow), aboutDoors);
        expect(added(after, find(trustOf(...statements), aboutDoors))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('read any document without an error, and put each finding into words once', () => {
    const text = fc.oneof(
      fc.tuple(allows, fc.array(anyDeny, { maxLength: 2 })).map(([some, others]) => trustOf(...some, ...others)),
      anyDocument.map((json) => ({ Statement: JSON.parse(JSON.stringify(json ?? null)) as StatementSpec })),
    );
    fc.assert(
      fc.property(text, (trust) => {
        const found = find(trust);
        expect(gravityOf(found).size).toBe(found.length);
        for (const finding of found) {
          const check = ofTrust.find(({ id }) => id === finding.checkId);
          expect(check?.describe(finding)).toMatch(/^[^\n]*\.$/);
          expect(check?.remediate(finding).commands).toHaveLength(2);
        }
      }),
      { numRuns: 500 },
    );
  });
});
