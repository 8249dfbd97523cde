import { describe, expect, it } from 'vitest';
import { publicAccessOf } from '../../lib/snapshot/public-access.ts';
import { anAnalyzer, anAnalyzerFinding, analysedBy } from '../builders/analyzers.ts';
import { daysAgo, NOW } from '../builders/time.ts';

const takenAt = NOW.toISOString();
const shop = 'arn:aws:s3:::shop';
const HOUR = 1 / 24;

type Analysis = readonly [ReturnType<typeof anAnalyzer>, readonly ReturnType<typeof anAnalyzerFinding>[]];

const accessBy = (...analysis: readonly Analysis[]) => publicAccessOf({ ...analysedBy(...analysis), takenAt });

describe('publicAccessOf', () => {
  it.each<[string, Parameters<typeof anAnalyzer>[1], boolean]>([
    ['an old one of the account', {}, true],
    ['an old one of the organisation', { type: 'ORGANIZATION' }, true],
    ['one made a day ago', { createdAt: daysAgo(1) }, true],
    ['one made 23 hours ago', { createdAt: daysAgo(23 * HOUR) }, false],
    ['one made since', { createdAt: daysAgo(-HOUR) }, false],
    ['one of unused access', { type: 'ACCOUNT_UNUSED_ACCESS' }, false],
    ['one that is being made', { status: 'CREATING' }, false],
    ['one that is switched off', { status: 'DISABLED' }, false],
    ['one that could not be made', { status: 'FAILED' }, false],
  ])('counts analyzers that have looked at everything: %s', (_, parts, isCovered) => {
    const { covers } = accessBy([anAnalyzer('external', parts), []]);
    expect(covers('eu-west-1')).toBe(isCovered);
    expect(covers('us-east-1')).toBe(false);
  });

  it('covers nothing by an analyzer whose findings are not all known', () => {
    const analysis = analysedBy([anAnalyzer('external'), []]);
    const incomplete = (analysis.analyzerFindings ?? []).map((each) => ({ ...each, isComplete: false }));
    for (const analyzerFindings of [null, [], incomplete]) {
      expect(publicAccessOf({ ...analysis, analyzerFindings, takenAt }).covers('eu-west-1')).toBe(false);
    }
    expect(publicAccessOf({ analyzers: null, analyzerFindings: null, takenAt }).covers('eu-west-1')).toBe(false);
  });

  it('says since when a Region is watched that is not covered for that alone', () => {
    const young = anAnalyzer('young', { createdAt: daysAgo(HOUR) });
    expect(accessBy([young, []]).watchedOnlySince('eu-west-1')).toBe(daysAgo(HOUR));
    expect(accessBy([young, []]).watchedOnlySince('us-east-1')).toBeNull();
    expect(accessBy([young, []], [anAnalyzer('old'), []]).watchedOnlySince('eu-west-1')).toBeNull();
    expect(accessBy([{ ...young, status: 'FAILED' }, []]).watchedOnlySince('eu-west-1')).toBeNull();
  });

  it.each([
    ['is public', { isPublic: true }, [shop]],
    ['could not be looked at', { isPublic: null, error: 'ACCESS_DENIED' }, [shop]],
    ['is open to one account', { isPublic: false }, []],
  ])('has in question what %s, by young analyzers too', (_, parts, inQuestion) => {
    const finding = anAnalyzerFinding('f-1', shop, parts);
    for (const createdAt of [daysAgo(700), daysAgo(HOUR)]) {
      expect([...accessBy([anAnalyzer('external', { createdAt }), [finding]]).inQuestion]).toEqual(inQuestion);
    }
  });
});
