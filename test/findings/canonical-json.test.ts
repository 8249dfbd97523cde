import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../lib/findings/canonical-json.ts';

describe('canonicalJson', () => {
  it('puts keys in order, at every depth, also those that look like numbers or like a prototype', () => {
    const value = JSON.parse('{"b":1,"__proto__":{"z":1,"a":[{"y":2,"x":3}]},"10":4,"9":5}');
    expect(canonicalJson(value)).toBe('{"10":4,"9":5,"__proto__":{"a":[{"x":3,"y":2}],"z":1},"b":1}');
  });

  it('leaves out what is undefined in an object and writes null for it in a list', () => {
    expect(canonicalJson({ a: undefined, b: [undefined, 1] })).toBe('{"b":[null,1]}');
  });

  it('is JSON of the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
