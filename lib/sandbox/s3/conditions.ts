import { AwsError } from '../operation.ts';

/** Whether an ETag, in quotes or without, names this content. */
export function isSameEtag(asked: string, etag: string | undefined): boolean {
  return asked === '*' || asked.replaceAll('"', '') === etag?.replaceAll('"', '');
}

export function preconditionFailed(): AwsError {
  return new AwsError('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412);
}

export function notImplemented(): AwsError {
  return new AwsError('NotImplemented', 'A header you provided implies functionality that is not implemented', 501);
}
