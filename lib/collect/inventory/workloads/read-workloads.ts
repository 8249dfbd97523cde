import { describeAwsError } from '../../../aws/describe-error.ts';
import { policyOf } from '../../../policy/document.ts';
import { trustedPrincipals } from '../../../policy/trust.ts';
import { workloadKinds } from '../../../snapshot/compute-schema.ts';
import type { Role, WorkloadKind, Workloads } from '../../../snapshot/snapshot.ts';
import { inParallel } from '../../concurrency.ts';
import type { CollectContext } from '../../context.ts';
import { summariseLosses } from '../../losses.ts';
import { type Reading, STOPPED } from '../../reading.ts';
import type { RegionsToRead } from '../../regions.ts';
import type { Owner } from '../instances.ts';
import { Allowance, eachItem } from './each-item.ts';
import type { WorkloadReader } from './workload-reader.ts';
import { workloadReaders } from './workload-readers.ts';

const LISTS_AT_A_TIME = 8;

interface Basis {
  readonly owner: Owner;
  readonly roles: readonly Role[];
}

/** What runs with a role, kind by kind. A kind is asked for where some role trusts the service that uses it. */
export async function readWorkloads(
  context: CollectContext,
  where: RegionsToRead,
  { owner, roles }: Basis,
): Promise<Reading<readonly Workloads[]>> {
  const trusted = servicesTrustedBy(roles);
  const wanted = workloadReaders.filter(({ service }) => trusted(service));
  const allowances = new Map(wanted.map(({ kind }) => [kind, new Allowance()]));
  const lists = wanted.flatMap((reader) => where.regions.map((region) => ({ reader, region })));
  const found: RegionOfKind[] = [];
  await inParallel(lists, LISTS_AT_A_TIME, async ({ reader, region }) => {
    found.push(await readRegion(context, owner, reader, region, allowances.get(reader.kind) ?? new Allowance()));
  });
  const byKind = Map.groupBy(found, ({ kind }) => kind);
  const isEverywhere = where.gaps.length === 0;
  const data = workloadKinds.flatMap((kind): readonly Workloads[] => {
    const ofKind = byKind.get(kind);
    if (ofKind === undefined) return [{ kind, regions: where.regions, isComplete: isEverywhere, items: [] }];
    const regions = where.regions.filter((region) =>
      ofKind.some((each) => each.region === region && each.status === 'read' && each.isWhole),
    );
    const items = where.regions.flatMap((region) => ofKind.find((each) => each.region === region)?.items ?? []);
    const isRead = ofKind.some(({ status }) => status === 'read');
    const isComplete = isEverywhere && regions.length === where.regions.length;
    return isRead ? [{ kind, regions, isComplete, items }] : [];
  });
  const { gaps = [] } = summariseLosses(found, 'lists of what runs with a role');
  return { data, gaps: [...where.gaps, ...gaps, ...found.flatMap(({ missing }) => missing)] };
}

/** One kind in one Region. */
interface RegionOfKind {
  readonly kind: WorkloadKind;
  readonly region: string;
  readonly status: 'read' | 'denied' | 'failed';
  readonly reason?: string;
  readonly items: Workloads['items'];
  readonly isWhole: boolean;
  /** What of a list that was read could not be asked about. */
  readonly missing: readonly string[];
}

async function readRegion(
  { aws, signal }: CollectContext,
  owner: Owner,
  { kind, isInSomeRegions, read }: WorkloadReader,
  region: string,
  allowance: Allowance,
): Promise<RegionOfKind> {
  const nothing = { kind, region, items: [], missing: [] };
  if (signal.aborted) return { ...nothing, status: 'failed', isWhole: false, reason: STOPPED };
  const missing: string[] = [];
  const each = eachItem({ kind, region, allowance, signal, onMissing: (gap) => missing.push(gap) });
  try {
    const workloads = await read({ aws, region, owner, each });
    const items = workloads.flatMap(({ arn, roleArn }) =>
      arn === undefined || roleArn === undefined ? [] : [{ arn, region, roleArn }],
    );
    return { kind, region, status: 'read', items, isWhole: missing.length === 0, missing };
  } catch (error) {
    const { kind: errorKind, code, message } = describeAwsError(error);
    // IAM and STS were found by their names in this run: of a service that is in some Regions only, one without a name is one without it.
    if (isInSomeRegions === true && code === 'ENOTFOUND') return { ...nothing, status: 'read', isWhole: true };
    return {
      ...nothing,
      status: errorKind === 'denied' ? 'denied' : 'failed',
      isWhole: false,
      reason: `${kind}: ${message}`,
    };
  }
}

/** Whether some role can be had by a service, also by its name in one Region; by any, where a trust policy cannot be read. */
function servicesTrustedBy(roles: readonly Role[]): (service: string) => boolean {
  const named = new Set<string>();
  let isAny = false;
  for (const { path, trustPolicy } of roles) {
    // Service-linked roles are used by nothing of the account's own.
    if (path.startsWith('/aws-service-role/')) continue;
    const principals = trustedPrincipals(policyOf(trustPolicy));
    isAny ||= principals.any || 'unreadable' in trustPolicy;
    for (const service of principals.service) named.add(withoutRegion(service));
  }
  return (service) => isAny || named.has(service);
}

/** `codedeploy.amazonaws.com` for `codedeploy.eu-west-1.amazonaws.com`. */
function withoutRegion(service: string): string {
  return service.toLowerCase().replace(/\.[a-z]{2,4}(-[a-z]+)+-\d+(?=\.amazonaws\.com)/, '');
}
