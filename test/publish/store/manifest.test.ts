import { describe, expect, it } from 'vitest';
import { packManifests, unpackManifest } from '../../../lib/publish/store/manifest.ts';
import { contentHash } from '../../../lib/publish/store/piece.ts';
import { aFinding } from '../../findings/some-findings.ts';

function shards(count: number) {
  return Array.from({ length: count }, (_, index) => ({ hash: contentHash(`shard ${index}`), findings: [aFinding()] }));
}

describe('packManifests', () => {
  it('names the shards in their order, with how many findings each has', () => {
    const [manifest, ...more] = packManifests([{ hash: '0123456789abcdef', findings: [aFinding(), aFinding()] }]);
    expect(more).toEqual([]);
    expect(JSON.parse(manifest?.value ?? '')).toEqual({
      schemaVersion: 1,
      shards: [{ hash: '0123456789abcdef', findings: 2 }],
    });
  });

  it('makes one also when there is nothing to name', () => {
    expect(packManifests([]).map(({ value }) => unpackManifest(value))).toEqual([[]]);
  });

  it('makes as many as it takes at 4 KB each', () => {
    const manifests = packManifests(shards(700));
    expect(manifests.length).toBe(8);
    expect(manifests.every(({ value }) => value.length <= 4096)).toBe(true);
    expect(manifests.flatMap(({ value }) => unpackManifest(value))).toEqual(shards(700).map(({ hash }) => hash));
  });
});
