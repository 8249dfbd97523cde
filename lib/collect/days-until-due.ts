import { createHash } from 'node:crypto';

/** For how many days what was asked is taken over: of each entity a number of its own, so that not all falls due in one night. */
export function daysUntilDue(arn: string, { least, most }: { readonly least: number; readonly most: number }): number {
  return least + (createHash('sha256').update(arn).digest().readUInt32BE() % (most - least + 1));
}
