import { policyOf } from '../../policy/document.ts';
import type { Bucket, BucketSettings } from '../../snapshot/snapshot.ts';
import { refusesThePublic } from './account-public-access-block.ts';
import { isYoungEnough } from './kept-for-days.ts';

export interface BucketReuseOptions<Item extends Bucket> {
  readonly kept: readonly BucketSettings[];
  /** Whether it is known without asking the bucket that it is not public. */
  readonly isShut: (bucket: Item) => boolean;
  readonly now: Date;
}

/** Decides what of an earlier night still holds for a bucket. */
export interface BucketReuse<Item extends Bucket> {
  /** Settings that hold without a call. */
  takeOver(bucket: Item): BucketSettings | null;
  /** Settings that hold if the bucket's policy is the one in them. */
  unlessPolicyChanged(bucket: Item): BucketSettings | null;
}

/**
 * Buckets have no revision, so what was found wrong is asked again every night, by the one call that shows most: a policy that does not
 * insist on TLS, and the policy of a bucket that only its policy, its ACL and its own block keep from being public. Of one
 * that seemed public everything is asked again, that a fix is seen. The rest waits for its day.
 */
export function bucketReuse<Item extends Bucket>({ kept, isShut, now }: BucketReuseOptions<Item>): BucketReuse<Item> {
  const settingsOf = new Map(kept.map((settings) => [settings.bucketName, settings]));

  const unlessPolicyChanged = (bucket: Item): BucketSettings | null => {
    const settings = settingsOf.get(bucket.name);
    if (settings === undefined || seemsPublic(settings)) return null;
    const isWhole = settings.publicAccessBlock !== undefined && settings.publicGrants !== undefined;
    const holds =
      // S3 changes the date with the policy, in some Regions.
      settings.bucketCreatedAt === bucket.createdAt &&
      isYoungEnough(settings, bucket.arn, now) &&
      (isWhole || isShut(bucket));
    return holds ? settings : null;
  };

  return {
    unlessPolicyChanged,
    takeOver: (bucket) => {
      const settings = unlessPolicyChanged(bucket);
      return settings !== null && isShut(bucket) && insistsOnTls(settings) ? settings : null;
    },
  };
}

/** Whether everybody may get in, as far as a look at whom it names tells. */
function seemsPublic({ policy, publicAccessBlock, publicGrants = [] }: BucketSettings): boolean {
  // Where it was not asked, an analyzer or the account's block says that it is not public.
  if (publicAccessBlock === undefined || (publicAccessBlock !== null && refusesThePublic(publicAccessBlock)))
    return false;
  if (publicGrants.length > 0) return true;
  if (policy === null) return false;
  const { statements, problems } = policyOf(policy);
  return (
    problems.some(({ unread }) => unread) ||
    statements.some(
      ({ effect, principals, notPrincipals }) => effect === 'Allow' && (principals?.any || notPrincipals !== null),
    )
  );
}

/** Whether a policy denies something by how a request came, which is what such a statement is about. */
function insistsOnTls({ policy }: BucketSettings): boolean {
  if (policy === null) return false;
  return policyOf(policy).statements.some(
    ({ effect, conditions }) =>
      effect === 'Deny' && conditions.some(({ key }) => /^(aws:SecureTransport|s3:TlsVersion)$/i.test(key)),
  );
}
