import type { Snapshot } from '../snapshot/snapshot.ts';
import type { CheckContext, Verdict } from './check.ts';
import { partMissing } from './verdicts.ts';

/** Sources of which each Region has its part, by the part of the snapshot that holds them. */
const partOf = {
  functions: 'functions',
  parameters: 'parameters',
  'kms-keys': 'kmsKeys',
  instances: 'instances',
  'launch-templates': 'launchTemplates',
  'instance-metadata-defaults': 'instanceMetadataDefaults',
  buckets: null,
} as const satisfies Readonly<Record<string, keyof Snapshot | null>>;

/**
 * The verdict on each resource that was read. Where there can be more of them, nothing is known of those: a finding of a Region
 * that did not answer is not resolved thereby.
 */
export function* eachRead<Item>(
  context: CheckContext,
  source: keyof typeof partOf,
  items: readonly Item[],
  judge: (item: Item) => Verdict,
): Iterable<Verdict> {
  for (const item of items) yield judge(item);
  const missing = partMissing(context, source);
  if (missing === null) return;
  const part = partOf[source];
  const read = part === null ? null : context.account.snapshot[part];
  yield { verdict: 'unknown', ...missing, ...(read && { outsideRegions: read.regions }) };
}
