import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { RolePrincipal } from '../account-view.ts';
import type { CheckContext } from '../check.ts';
import { oncePer } from '../once.ts';
import { resourceOf } from '../resources.ts';
import { entitiesMissing, type Unknown } from '../verdicts.ts';

export type Instance = NonNullable<Snapshot['instances']>['items'][number];

export function instancesOf({ account }: CheckContext): readonly Instance[] {
  return account.snapshot.instances?.items ?? [];
}

/** By its tag `Name`, where it has one: an id tells people nothing. */
export function instanceResource(context: CheckContext, { arn, id, name }: Instance) {
  return resourceOf(context, 'AWS::EC2::Instance', arn, name ?? id);
}

/** The id at the end of an instance's ARN, which is what commands want. */
export function instanceId(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

/** The role that an instance has through its profile. */
export type InstanceRole =
  | { readonly status: 'role'; readonly role: RolePrincipal }
  | { readonly status: 'none' }
  | ({ readonly status: 'unknown' } & Unknown);

/** None also when the profile is empty, or was deleted since. */
export function roleOf(context: CheckContext, { instanceProfileArn }: Instance): InstanceRole {
  if (instanceProfileArn === null) return { status: 'none' };
  const role = roleByProfile(context).get(instanceProfileArn);
  if (role !== undefined) return { status: 'role', role };
  const missing = entitiesMissing(context);
  return missing === null ? { status: 'none' } : { status: 'unknown', ...missing };
}

const roleByProfile = oncePer(({ account }: CheckContext): ReadonlyMap<string, RolePrincipal> => {
  const roles = account.principals.filter((principal) => principal.kind === 'role');
  return new Map(roles.flatMap((role) => role.entity.instanceProfileArns.map((arn) => [arn, role] as const)));
});
