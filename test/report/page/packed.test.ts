import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pack, unpack } from '../../../lib/report/page/packed.ts';

/** As a file carries it. */
const carried = (value: unknown) => unpack(JSON.parse(JSON.stringify(pack(value))));

describe('unpack', () => {
  it('gives back whatever JSON was packed', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const plain: unknown = JSON.parse(JSON.stringify(value));
        expect(carried(plain)).toEqual(plain);
        expect(JSON.stringify(carried(plain))).toBe(JSON.stringify(plain));
      }),
      { seed: 20261123, numRuns: 500 },
    );
  });

  it('tells apart a number and the text that looks like it, and empty lists and objects', () => {
    const value = [1, '1', true, 'true', null, 'null', [], {}, [[]], [{}]];
    expect(carried(value)).toEqual(value);
  });

  it('takes a key called __proto__ for a key like any other', () => {
    const hostile: unknown = JSON.parse('{"Statement": {"__proto__": {"isAdmin": true}}}');
    const unpacked = carried(hostile);
    expect(JSON.stringify(unpacked)).toBe(JSON.stringify(hostile));
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });

  it('makes one object of what was equal', () => {
    const [left, right] = carried([{ service: 's3' }, { service: 's3' }]) as readonly unknown[];
    expect(left).toBe(right);
  });
});

describe('pack', () => {
  it('writes nothing twice', () => {
    const one = pack([{ arn: 'a', services: ['s3', 'ec2'] }]);
    const many = pack(Array.from({ length: 1_000 }, () => ({ arn: 'a', services: ['s3', 'ec2'] })));
    expect(many.table).toHaveLength(one.table.length);
  });

  it('leaves out what is undefined, and refuses what JSON has no word for', () => {
    expect(carried({ a: 1, b: undefined })).toEqual({ a: 1 });
    expect(() => pack({ at: 1n })).toThrow('JSON has no bigint');
  });
});
