/** The six parts of an ARN; the last one can contain colons. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  /** Empty for global resources. */
  readonly region: string;
  /** 12 digits; empty where AWS leaves it out, as for S3 buckets. */
  readonly accountId: string;
  readonly resource: string;
}

/** Null when the text is no ARN of six parts. IAM User Guide, reference-arns. */
export function parseArn(text: string): Arn | null {
  const [scheme, partition, service, region, accountId, ...rest] = text.split(':');
  if (scheme !== 'arn' || partition === undefined || service === undefined || region === undefined) return null;
  if (accountId === undefined || rest.length === 0) return null;
  return { partition, service, region, accountId, resource: rest.join(':') };
}

/**
 * A Resource with fewer than six parts stands for one with `*` in each that is missing: `arn:aws:sqs` is
 * `arn:aws:sqs:*:*:*`. IAM User Guide, reference-arns.
 */
export function completeArn(resource: string): string {
  const parts = resource.split(':', 6).length;
  return resource.startsWith('arn:') && parts < 6 ? resource + ':*'.repeat(6 - parts) : resource;
}
