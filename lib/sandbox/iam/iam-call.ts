import type { Call } from '../operation.ts';
import { AwsError } from '../operation.ts';
import type { HandlerInput } from '../service.ts';
import type { User } from './entities.ts';
import { noSuchNamed } from './errors.ts';

/** A call of an IAM operation, by the SDK's request type. */
export type IamCall<Input> = Call<HandlerInput<Input>>;

/** The user that a request names; the caller, when it names none and is a user. */
export function requestedUser({
  input,
  account,
  caller,
}: Pick<Call<{ readonly UserName?: string | undefined }>, 'input' | 'account' | 'caller'>): User {
  const { iam } = account;
  if (input.UserName === undefined) {
    const user = iam.content.users.find(({ id }) => id === caller.uniqueId);
    if (!user) {
      throw new AwsError('ValidationError', 'Must specify userName when calling with non-User credentials');
    }
    return user;
  }
  const user = iam.user(input.UserName);
  if (!user) {
    throw noSuchNamed('user', input.UserName);
  }
  return user;
}
