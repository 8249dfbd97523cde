import type { Wanted } from '../anywhere.ts';
import { neededResources } from '../resource-types.ts';
import type { On, Technique } from '../technique.ts';
import type { World } from '../world.ts';

/** The actions of a technique on one kind of thing, with the resources that they need. */
export function wantedOn({ ofAccount }: World, { needs }: Technique, on: On): readonly Wanted[] {
  return needs
    .filter((need) => need.on === on)
    .map(({ action }) => ({ action, on: neededResources(action, ofAccount) }));
}
