import type { Account } from '../account.ts';
import { AwsError } from '../operation.ts';

/** The service documents no numbers for its pages. */
export const PAGE_SIZES = { initial: 100, maximum: 100 };

export function arnOf(
  { accountId, partition }: Pick<Account, 'accountId' | 'partition'>,
  { region, name }: { readonly region: string; readonly name: string },
): string {
  return `arn:${partition}:access-analyzer:${region}:${accountId}:analyzer/${name}`;
}

export function notFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', message, 404);
}
