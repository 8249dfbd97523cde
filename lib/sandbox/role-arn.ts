import type { IamState } from './iam/state.ts';
import { refuse } from './refusal.ts';

/** ARN of a role that the account file names, or gives as an ARN that need not exist. Refuses the name of none. */
export function roleArnOf(role: string, iam: IamState, where: string): string {
  if (role.startsWith('arn:')) return role;
  return iam.role(role)?.arn ?? refuse(where, `there is no role "${role}" in this account`);
}
