import type { Snapshot } from '../../lib/snapshot/snapshot.ts';
import { ACCOUNT_ID } from './naming.ts';
import { NOW } from './time.ts';

export interface KeySpec {
  readonly region?: string;
  readonly aliases?: readonly string[];
  /** null: that was not read. */
  readonly isOn?: boolean | null;
  readonly exempt?: string;
}

export function keyArn(id: string, region = 'eu-west-1'): string {
  return `arn:aws:kms:${region}:${ACCOUNT_ID}:key/${id}`;
}

/** Customer keys by id, rotated unless told otherwise, as parts of a snapshot of two Regions. */
export function kmsKeys(specs: Readonly<Record<string, KeySpec>>): Pick<Snapshot, 'kmsKeys' | 'keyRotation'> {
  const all = Object.entries(specs);
  return {
    kmsKeys: {
      regions: ['eu-west-1', 'us-east-1'],
      items: all.map(([id, { region = 'eu-west-1', aliases = [] }]) => ({
        arn: keyArn(id, region),
        id,
        region,
        aliases: [...aliases],
      })),
    },
    keyRotation: all.flatMap(([id, { region, isOn = true, exempt }]) =>
      isOn === null
        ? []
        : [
            {
              keyArn: keyArn(id, region),
              readAt: NOW.toISOString(),
              isOn,
              periodDays: isOn ? 365 : null,
              exempt: exempt ?? null,
            },
          ],
    ),
  };
}
