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

/** Null when the text is no ARN of six parts. IAM User Guide, reference-arns. Asked of every request: nothing is split in vain. */
export function parseArn(text: string): Arn | null {
  if (!text.startsWith('arn:')) return null;
  const partitionEnd = text.indexOf(':', 4);
  const serviceEnd = text.indexOf(':', partitionEnd + 1);
  const regionEnd = text.indexOf(':', serviceEnd + 1);
  const accountEnd = text.indexOf(':', regionEnd + 1);
  // Behind the last colon the search begins anew and finds the first one.
  if (partitionEnd === -1 || serviceEnd < partitionEnd || regionEnd < serviceEnd || accountEnd < regionEnd) return null;
  return {
    partition: text.slice(4, partitionEnd),
    service: text.slice(partitionEnd + 1, serviceEnd),
    region: text.slice(serviceEnd + 1, regionEnd),
    accountId: text.slice(regionEnd + 1, accountEnd),
    resource: text.slice(accountEnd + 1),
  };
}

/**
 * A Resource with fewer than six parts stands for one with `*` in each that is missing: `arn:aws:sqs` is
 * `arn:aws:sqs:*:*:*`. IAM User Guide, reference-arns.
 */
export function completeArn(resource: string): string {
  if (!resource.startsWith('arn:')) return resource;
  let missing = 5;
  for (let at = resource.indexOf(':'); at !== -1 && missing > 0; at = resource.indexOf(':', at + 1)) missing -= 1;
  return missing === 0 ? resource : resource + ':*'.repeat(missing);
}
