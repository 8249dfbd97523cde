import type { InventoryPart } from '../../config/inventory.ts';
import type { CollectContext } from '../context.ts';
import { type Read, skipped } from '../reading.ts';

/** Reads the sources of a part of the inventory where the configuration lists it. */
export function listed({ configuration }: CollectContext, read: Read, part: InventoryPart): Read {
  return configuration.inventory.includes(part)
    ? read
    : async (source) => skipped(source, `inventory in the configuration does not list ${part}`);
}
