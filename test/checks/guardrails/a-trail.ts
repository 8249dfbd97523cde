import type { Snapshot } from '../../../lib/snapshot/snapshot.ts';
import { type AccountBuilder, anAccount } from '../../builders/an-account.ts';

type Trail = NonNullable<Snapshot['trails']>[number];

/** A trail of every Region as it should be. */
export function aTrail(name: string, spec: Partial<Trail> = {}): Trail {
  const homeRegion = spec.homeRegion ?? 'eu-west-1';
  return {
    arn: `arn:aws:cloudtrail:${homeRegion}:111122223333:trail/${name}`,
    name,
    homeRegion,
    isMultiRegion: true,
    isOrganizationTrail: false,
    includesGlobalEvents: true,
    validatesLogFiles: true,
    kmsKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0',
    cloudWatchLogsLogGroupArn: 'arn:aws:logs:eu-west-1:111122223333:log-group:cloudtrail:*',
    s3BucketName: 'northwind-cloudtrail',
    isLogging: true,
    latestDeliveryError: null,
    ...spec,
  };
}

export function anAccountWithTrails(...trails: readonly Trail[]): AccountBuilder {
  return anAccount().with({ trails });
}

/** The account of some trails, of which one Region was not read. */
export function partlyRead(account: AccountBuilder): AccountBuilder {
  return account.withCoverage('trails', { status: 'partial', reason: 'us-east-1: no answer', dataAsOf: null });
}

/** What a check says of the Region that was not read. */
export const REGION_LOST = 'trails partial: us-east-1: no answer';

/** The ARN that what is said of the whole account is about. */
export const ACCOUNT_ARN = 'arn:aws:iam::111122223333:root';
