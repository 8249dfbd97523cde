import type { AccountSpec } from './account-file.ts';
import type { Role } from './iam/entities.ts';
import type { IamState } from './iam/state.ts';
import type { Caller } from './operation.ts';
import { refuse } from './refusal.ts';

/** Something that can sign requests: a key of the account file, or the session that an AssumeRole gave out. */
export interface Credential {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Present when requests must carry it. */
  readonly sessionToken?: string;
  /** From this instant on, requests are refused as expired. */
  readonly expiresAt?: Date;
  readonly caller: Caller;
}

/** A credential of an account file. `where` is the place of its `as`, for the refusal of one that is nobody. */
export function credentialOf(
  { accessKeyId, secretAccessKey, sessionToken, as, expired }: AccountSpec['credentials'][number],
  iam: IamState,
  where: string,
): Credential {
  return {
    accessKeyId,
    secretAccessKey,
    ...(sessionToken !== undefined && { sessionToken }),
    ...(expired && { expiresAt: new Date(0) }),
    caller: callerNamed(as, accessKeyId, iam, where),
  };
}

/** Who signs with a session of an assumed role: its jobs and its name in CloudTrail are the session's, not the role's. */
export function sessionCaller(role: Role, sessionName: string, accessKeyId: string, iam: IamState): Caller {
  const { accountId, partition } = iam.content;
  return {
    arn: `arn:${partition}:sts::${accountId}:assumed-role/${role.name}/${sessionName}`,
    accountId,
    accessKeyId,
    uniqueId: `${role.id}:${sessionName}`,
  };
}

function callerNamed(as: string, accessKeyId: string, iam: IamState, where: string): Caller {
  const { accountId, partition } = iam.content;
  const [kind, name = ''] = as.split('/', 2);
  const user = kind === 'user' ? iam.user(name) : undefined;
  const role = kind === 'role' ? iam.role(name) : undefined;
  if (role) {
    return sessionCaller(role, 'sandbox', accessKeyId, iam);
  }
  if (user) {
    return { arn: user.arn, accountId, accessKeyId, uniqueId: user.id };
  }
  if (as === 'root') {
    return { arn: `arn:${partition}:iam::${accountId}:root`, accountId, accessKeyId, uniqueId: accountId };
  }
  refuse(where, `"${as}" is nobody in this account: write user/NAME, role/NAME or root`);
}
