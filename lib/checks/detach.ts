import { type Command, iam } from './commands.ts';

/** The lines that detach a managed policy from users, groups and roles, given by ARN. */
export function detachCommands(
  policyArn: string,
  entityArns: readonly string[],
  total: number | null,
): readonly Command[] {
  const policy = { 'policy-arn': policyArn };
  const isWhole = total === null || total === entityArns.length;
  return [
    ...(isWhole ? [] : [iam('list-entities-for-policy', policy)]),
    ...entityArns.filter(isChangeable).flatMap((arn) => {
      const entity = entityOf(arn);
      return entity === null
        ? []
        : [iam(`detach-${entity.kind}-policy`, { [`${entity.kind}-name`]: entity.name, ...policy })];
    }),
  ];
}

/** The line that deletes an inline policy, after the one that prints it. */
export function deleteInlineCommands(entityArn: string, policyName: string): readonly Command[] {
  const entity = entityOf(entityArn);
  if (entity === null) return [];
  const options = { [`${entity.kind}-name`]: entity.name, 'policy-name': policyName };
  return [iam(`get-${entity.kind}-policy`, options), iam(`delete-${entity.kind}-policy`, options)];
}

/** IAM refuses changes of service-linked roles and of Identity Center's. */
export function isChangeable(arn: string): boolean {
  return !/:role\/aws-(service-role|reserved)\//.test(arn);
}

/** `arn:aws:iam::111122223333:role/team/deploy` is the role `deploy`. */
export function entityOf(arn: string): { readonly kind: string; readonly name: string } | null {
  const match = /:(user|group|role)\/(?:.*\/)?([^/]+)$/s.exec(arn);
  const [, kind, name] = match ?? [];
  return kind === undefined || name === undefined ? null : { kind, name };
}
