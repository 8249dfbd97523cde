/**
 * Where CloudTrail records sign-ins of root and calls to IAM, by partition (CloudTrail User Guide, "AWS Management Console
 * sign-in events").
 */
const regions: ReadonlyMap<string, string> = new Map([
  ['aws', 'us-east-1'],
  ['aws-cn', 'cn-north-1'],
  ['aws-eusc', 'eusc-de-east-1'],
  ['aws-us-gov', 'us-gov-west-1'],
]);

/** The Region of the events of root and of IAM; undefined in a partition that is not known. */
export function globalEventsRegion(partition: string): string | undefined {
  return regions.get(partition);
}
