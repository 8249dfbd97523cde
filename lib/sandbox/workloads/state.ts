import type { AccountSpec } from '../account-file.ts';
import { uuid } from '../iam/ids.ts';
import type { IamState } from '../iam/state.ts';
import { placeOf } from '../refusal.ts';
import { roleArnOf } from '../role-arn.ts';
import { resolveTime } from '../time.ts';

type WorkloadSpec = AccountSpec['workloads'][number];

/** Something that runs with a role, beside functions, instances and launch templates. */
export interface Workload extends Omit<WorkloadSpec, 'role' | 'overridingRole' | 'created'> {
  /** Undefined: it runs without one. */
  readonly roleArn: string | undefined;
  readonly overridingRoleArn: string | undefined;
  readonly createdAt: Date;
  /** What AWS makes up for it: a UUID. */
  readonly id: string;
}

interface Surroundings {
  readonly iam: IamState;
  readonly seed: string;
  readonly now: Date;
  /** Where the account is in its file, for refusals. */
  readonly where: string;
}

/** The workloads of an account file. Refuses a role that is not there. */
export function createWorkloads(spec: AccountSpec, { iam, seed, now, where }: Surroundings): readonly Workload[] {
  return spec.workloads.map(({ role, overridingRole, created, ...rest }, index) => {
    const place = placeOf(where, 'workloads', index, rest.name);
    return {
      ...rest,
      roleArn: role === undefined ? undefined : roleArnOf(role, iam, `${place}.role`),
      overridingRoleArn:
        overridingRole === undefined ? undefined : roleArnOf(overridingRole, iam, `${place}.overridingRole`),
      createdAt: resolveTime(created, now),
      id: uuid(seed, `${spec.accountId}/workload/${index}`),
    };
  });
}
