import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { packShard, shardText, unpackShard } from '../../../lib/publish/store/shard.ts';
import { aFinding } from '../../findings/some-findings.ts';

const findings = [
  aFinding({ evidence: { note: '{{hostile}} \u202e \ud83d\ude00' }, discriminator: 'key-1' }),
  aFinding({ roleName: 'b', lastSeenAt: '2026-11-01T02:17:00.123Z', resolvedAt: '2026-11-02T02:17:00Z' }),
];

describe('packShard', () => {
  it('can be read by anybody who has base64 and gunzip', () => {
    const packed = Buffer.from(packShard(shardText(findings)).slice('gzip:'.length), 'base64');
    const text = execFileSync('gunzip', { input: packed, encoding: 'utf8' });
    expect(JSON.parse(text)).toEqual(findings);
  });

  it('says neither when nor on what system it was packed', () => {
    const packed = Buffer.from(packShard('[]').slice('gzip:'.length), 'base64');
    expect([packed.readUInt32LE(4), packed[9]]).toEqual([0, 255]);
  });

  it('holds nothing that Parameter Store refuses', () => {
    expect(packShard(shardText(findings))).toMatch(/^gzip:[A-Za-z0-9+/]+=*$/);
  });
});

describe('unpackShard', () => {
  it('gives back what was packed', () => {
    const text = shardText(findings);
    expect(unpackShard(packShard(text))).toEqual({ text, findings });
  });

  it('keeps fields that a later version added', () => {
    const text = shardText([{ ...aFinding(), owner: 'payments' } as ReturnType<typeof aFinding>]);
    expect(shardText(unpackShard(packShard(text)).findings)).toBe(text);
  });

  it.each([
    ['no prefix', 'H4sIAAAA'],
    ['no gzip', 'gzip:AAAA'],
    ['no JSON', packShard('[{')],
    ['no findings', packShard('[{"id":1}]')],
    ['a bomb', packShard('0'.repeat(5_000_000))],
  ])('refuses what is %s', (_, value) => {
    expect(() => unpackShard(value)).toThrow();
  });
});
