import type { Evidence } from '../../findings/finding.ts';
import { policyOf } from '../../policy/document.ts';
import { witnessesOf } from '../analyzer-findings.ts';
import type { CheckContext } from '../check.ts';
import { oncePer, remembered } from '../once.ts';
import { unreadReason } from '../permissions.ts';
import { publicFindingsOf } from '../public-findings.ts';
import { statementEvidence } from '../trust/statement-evidence.ts';
import { notCollected, partMissing, type Unknown } from '../verdicts.ts';
import { type Bucket, type BucketSettings, settingsOf } from './buckets.ts';
import { openToEverybody } from './open-to-everybody.ts';

/** Whether everybody in the world can do something with a bucket or its objects. */
export type Exposure =
  | { readonly status: 'public'; readonly canWrite: boolean; readonly evidence: Evidence }
  | { readonly status: 'not-public' }
  | ({ readonly status: 'unknown' } & Unknown);

/**
 * Judged by the bucket's policy and ACL and by what the account or the bucket blocks of them, and by external-access analyzers:
 * what is not known of the former, an analyzer of the bucket's Region knows.
 */
export const exposureOf = oncePer((context: CheckContext) => remembered((bucket: Bucket) => judge(context, bucket)));

function judge(context: CheckContext, bucket: Bucket): Exposure {
  const settings = settingsOf(context, bucket);
  const ways = [throughPolicy(context, bucket, settings), throughAcl(context, settings)];
  const { arn, region } = bucket;
  const publicFindings = publicFindingsOf(context);
  const seen = publicFindings.of(arn);
  const passable = ways.filter(({ isBlocked }) => isBlocked !== true);
  const open = passable
    .filter((way) => way.status === 'open')
    .filter((way) => way.isBlocked === false || seen.length > 0);
  if (seen.length > 0 || open.length > 0) {
    const told = [
      ...open.map(({ evidence }) => evidence),
      ...(seen.length === 0 ? [] : [{ witnesses: witnessesOf(seen) }]),
    ];
    return {
      status: 'public',
      canWrite: open.some(({ canWrite }) => canWrite),
      evidence: Object.fromEntries(told.flatMap((each) => Object.entries(each))),
    };
  }
  const isUnclear = passable.some(({ status }) => status !== 'closed');
  const isLookedAt = region !== null && publicFindings.covers({ arn, region });
  return isUnclear && !isLookedAt
    ? { status: 'unknown', ...reasonOf(context, bucket, settings) }
    : { status: 'not-public' };
}

/** One way in. */
type Way = {
  /** Whether S3 refuses whoever comes this way as one of everybody; null: that is not known. */
  readonly isBlocked: boolean | null;
} & (
  | { readonly status: 'open'; readonly canWrite: boolean; readonly evidence: Evidence }
  | { readonly status: 'closed' | 'unknown' }
);

function throughPolicy(context: CheckContext, bucket: Bucket, settings: BucketSettings | undefined): Way {
  const isBlocked = isRefused(context, settings, 'restrictPublicBuckets');
  // Most buckets are blocked, and strangers need not be tried on them.
  if (isBlocked === true || settings?.policy === null) return { isBlocked, status: 'closed' };
  if (settings === undefined) return { isBlocked, status: 'unknown' };
  const { policy } = settings;
  const openings = openToEverybody(context, bucket, policyOf(policy));
  if (openings.length === 0) return { isBlocked, status: unreadReason(policy) === null ? 'closed' : 'unknown' };
  const statements = openings.map(({ statement }) => ({
    ...statementEvidence(statement),
    ...(statement.actions === null ? { notActions: statement.notActions } : { actions: statement.actions }),
  }));
  return { isBlocked, status: 'open', canWrite: openings.some(({ canWrite }) => canWrite), evidence: { statements } };
}

/** Permissions of an ACL that let somebody change something. S3 User Guide, acl-overview. */
const WRITING_GRANTS: ReadonlySet<string> = new Set(['WRITE', 'WRITE_ACP', 'FULL_CONTROL']);

function throughAcl(context: CheckContext, settings: BucketSettings | undefined): Way {
  const isBlocked = isRefused(context, settings, 'ignorePublicAcls');
  const publicGrants = settings?.publicGrants;
  if (publicGrants === undefined) return { isBlocked, status: 'unknown' };
  if (publicGrants.length === 0) return { isBlocked, status: 'closed' };
  const canWrite = publicGrants.some((grant) => WRITING_GRANTS.has(grant));
  return { isBlocked, status: 'open', canWrite, evidence: { publicGrants } };
}

/** By the account's block of public access or the bucket's: the stricter holds. S3 User Guide, access-control-block-public-access. */
function isRefused(
  { account }: CheckContext,
  settings: BucketSettings | undefined,
  member: 'restrictPublicBuckets' | 'ignorePublicAcls',
): boolean | null {
  const { accountPublicAccessBlock: ofAccount } = account.snapshot;
  const byAccount = ofAccount === null ? null : ofAccount.set && ofAccount[member];
  const ofBucket = settings?.publicAccessBlock;
  const byBucket = ofBucket === undefined ? null : (ofBucket?.[member] ?? false);
  if (byAccount === true || byBucket === true) return true;
  return byAccount === null || byBucket === null ? null : false;
}

/** Why it cannot be said, where no analyzer looks. */
function reasonOf(context: CheckContext, { region }: Bucket, settings: BucketSettings | undefined): Unknown {
  if (settings === undefined) return notCollected(context, 'bucket-settings');
  const missing = partMissing(context, 'account-public-access-block') ?? partMissing(context, 'bucket-settings');
  if (missing !== null) return missing;
  const unread = settings.policy === null ? null : unreadReason(settings.policy);
  const tooEarly = region === null ? null : publicFindingsOf(context).whyTooEarly(region);
  const reason =
    'Its block of public access or its ACL was not asked for, and what an analyzer of its Region found was not read.';
  return unread ?? tooEarly ?? { code: 'not-collected', reason };
}
