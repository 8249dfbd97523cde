import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bitset } from '../../lib/policy/bitset.ts';

const SIZE = 100;
const member = fc.integer({ min: 0, max: SIZE - 1 });
const members = fc.uniqueArray(member);
const range = fc.record({ start: fc.integer({ min: -5, max: SIZE + 5 }), end: fc.integer({ min: -5, max: SIZE + 5 }) });
const everything = Array.from({ length: SIZE }, (_, index) => index);

describe('Bitset', () => {
  it('holds what it was made of, in ascending order', () => {
    fc.assert(
      fc.property(members, (list) => {
        const set = Bitset.of(SIZE, list);
        const sorted = list.toSorted((a, b) => a - b);
        expect([...set]).toEqual(sorted);
        expect(set.count()).toBe(sorted.length);
        expect(set.isEmpty()).toBe(sorted.length === 0);
        expect(everything.filter((each) => set.has(each))).toEqual(sorted);
      }),
    );
  });

  it('combines as sets do', () => {
    fc.assert(
      fc.property(members, members, (listA, listB) => {
        const [a, b] = [Bitset.of(SIZE, listA), Bitset.of(SIZE, listB)];
        const inA = (each: number) => listA.includes(each);
        const inB = (each: number) => listB.includes(each);
        expect([...a.union(b)]).toEqual(everything.filter((each) => inA(each) || inB(each)));
        expect([...a.intersect(b)]).toEqual(everything.filter((each) => inA(each) && inB(each)));
        expect([...a.difference(b)]).toEqual(everything.filter((each) => inA(each) && !inB(each)));
        expect([...a.complement()]).toEqual(everything.filter((each) => !inA(each)));
        expect(a.overlaps(b)).toBe(listA.some(inB));
        expect(a.isSubsetOf(b)).toBe(listA.every(inB));
        expect(a.equals(b)).toBe(listA.every(inB) && listB.every(inA));
      }),
    );
  });

  it('knows ranges, and leaves out what of them is outside its size', () => {
    fc.assert(
      fc.property(members, range, ({ length }, { start, end }) => {
        const list = everything.slice(0, length);
        const set = Bitset.of(SIZE, list);
        const inRange = (each: number) => each >= start && each < end;
        expect([...Bitset.ofRanges(SIZE, [{ start, end }])]).toEqual(everything.filter(inRange));
        expect([...set.within({ start, end })]).toEqual(list.filter(inRange));
        expect(set.overlapsRange({ start, end })).toBe(list.some(inRange));
      }),
    );
  });

  it.each([31, 32, 33, 64])('is right at the edges of words (size %i)', (size) => {
    const all = Bitset.ofRanges(size, [{ start: 0, end: size }]);
    expect(all.count()).toBe(size);
    expect(all.complement().isEmpty()).toBe(true);
    expect(all.has(size)).toBe(false);
    expect(all.has(-1)).toBe(false);
  });

  it('refuses members outside its size and sets of another size', () => {
    expect(() => Bitset.of(10, [10])).toThrow(RangeError);
    expect(() => Bitset.of(10, [1.5])).toThrow(RangeError);
    expect(() => Bitset.empty(10).union(Bitset.empty(11))).toThrow(RangeError);
    expect(Bitset.empty(10).equals(Bitset.empty(11))).toBe(false);
  });
});
