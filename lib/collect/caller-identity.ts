import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { describeAwsError } from '../aws/describe-error.ts';
import { AuditorError, CannotRunError } from '../errors.ts';
import { accountOf } from '../snapshot/account-of.ts';
import type { CollectContext } from './context.ts';

export interface CallerIdentity {
  readonly accountId: string;
  readonly partition: string;
  readonly arn: string;
}

/**
 * Who the audit runs as, and so which account it reads.
 *
 * @throws CannotRunError when AWS does not say, or when it is another account than the configuration expects
 */
export async function readCallerIdentity({ aws, configuration }: CollectContext): Promise<CallerIdentity> {
  const answer = await aws
    .sts()
    .send(new GetCallerIdentityCommand())
    .catch((cause: unknown) => {
      if (cause instanceof AuditorError) throw cause;
      throw new CannotRunError(describeAwsError(cause).message, { cause });
    });
  const account = answer.Arn === undefined ? null : accountOf(answer.Arn);
  if (answer.Arn === undefined || account === null) {
    throw new CannotRunError('AWS does not say which account these credentials belong to (GetCallerIdentity)');
  }
  const { expectedAccountId } = configuration;
  if (expectedAccountId !== undefined && account.accountId !== expectedAccountId) {
    throw new CannotRunError(
      `These credentials belong to account ${account.accountId}, and the configuration expects ${expectedAccountId}; nothing was read`,
    );
  }
  return { ...account, arn: answer.Arn };
}
