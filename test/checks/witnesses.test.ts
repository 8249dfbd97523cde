import { describe, expect, it } from 'vitest';
import type { UnknownEntry } from '../../lib/checks/evaluate.ts';
import { type Found, mergeWitnesses } from '../../lib/checks/witnesses.ts';

const resource = {
  arn: 'arn:aws:iam::111122223333:role/r',
  type: 'AWS::IAM::Role',
  name: 'r',
  accountId: '111122223333',
};
const other = { ...resource, arn: 'arn:aws:iam::111122223333:role/other', name: 'other' };

function found(checkId: string, parts: Partial<Found['observation']> = {}, sameAs?: Found['sameAs']): Found {
  return { observation: { checkId, severity: 'medium', resource, evidence: {}, ...parts }, sameAs };
}
const theirs = (
  findingId: string,
  parts: Partial<Found['observation']> = {},
  sameAs: Found['sameAs'] = { checkIds: ['ours'] },
) => found('theirs', { evidence: { witnesses: [{ findingId }] }, ...parts }, sameAs);

function merge(ours: readonly Found[], unknown: readonly UnknownEntry[], claims: readonly Found[]) {
  const [first, second] = mergeWitnesses([
    { id: 'ours', found: ours, unknown },
    { id: 'theirs', found: claims, unknown: [] },
  ]);
  return { ours: first?.found.map(({ observation }) => observation), theirs: second };
}

describe('mergeWitnesses', () => {
  it('takes what both found as one finding with a witness, whose cause stays what it was', () => {
    const merged = merge([found('ours', { evidence: { lastUsedAt: null }, discriminator: 'd' })], [], [theirs('f-1')]);
    expect(merged.ours).toEqual([
      {
        checkId: 'ours',
        severity: 'medium',
        resource,
        discriminator: 'd',
        evidence: { lastUsedAt: null, witnesses: [{ findingId: 'f-1' }] },
      },
    ]);
    expect(merged.theirs).toMatchObject({ found: [], unknown: [] });
  });

  it('names witnesses in an order of their own, whichever way AWS listed them', () => {
    const [one, two] = [theirs('f-1'), theirs('f-2', { discriminator: 'another' })];
    const ours = [found('ours')];
    expect(merge(ours, [], [one, two])).toEqual(merge(ours, [], [two, one]));
    expect(merge(ours, [], [two, one]).ours?.[0]?.evidence).toEqual({
      witnesses: [{ findingId: 'f-1' }, { findingId: 'f-2' }],
    });
  });

  it('leaves alone what only one of them found', () => {
    const merged = merge([found('ours', { resource: other })], [], [theirs('f-1')]);
    expect(merged.ours?.[0]?.evidence).toEqual({});
    expect(merged.theirs?.found).toHaveLength(1);
  });

  it('asks whether a finding is about the same problem', () => {
    const sameAs = { checkIds: ['ours'], isSame: ({ discriminator }: Found['observation']) => discriminator === 'yes' };
    const ours = [found('ours', { discriminator: 'no' }), found('ours', { discriminator: 'yes' })];
    const merged = merge(ours, [], [theirs('f-1', {}, sameAs)]);
    expect(merged.ours?.map(({ evidence }) => evidence)).toEqual([{}, { witnesses: [{ findingId: 'f-1' }] }]);
  });

  it.each<[string, Partial<UnknownEntry>]>([
    ['of anything', {}],
    ['of this resource', { resourceArn: resource.arn }],
  ])('is unknown where the check cannot tell %s', (_, entry) => {
    const doubt: UnknownEntry = { ...entry, code: 'not-collected', reason: 'credential-report denied.' };
    const merged = merge([], [doubt], [theirs('f-1', { discriminator: 'd' })]);
    expect(merged.theirs?.found).toEqual([]);
    expect(merged.theirs?.unknown).toEqual([
      {
        resourceArn: resource.arn,
        discriminator: 'd',
        code: 'not-collected',
        reason: 'Access Analyzer reports it, and ours cannot tell: credential-report denied.',
      },
    ]);
  });

  it('stands where the check cannot tell something else', () => {
    const doubt = { code: 'young', reason: 'made yesterday' } as const;
    const elsewhere = [
      { ...doubt, resourceArn: other.arn },
      { ...doubt, resourceArn: resource.arn, discriminator: 'key-1' },
    ];
    expect(merge([], elsewhere, [theirs('f-1')]).theirs?.found).toHaveLength(1);
  });

  it('stands for itself when the check did not run', () => {
    const examinations = [{ id: 'theirs', found: [theirs('f-1')], unknown: [] }];
    expect(mergeWitnesses(examinations)).toEqual(examinations);
  });

  it('does not touch checks without such findings', () => {
    const examinations = [{ id: 'ours', found: [found('ours')], unknown: [] }];
    expect(mergeWitnesses(examinations)).toBe(examinations);
  });
});
