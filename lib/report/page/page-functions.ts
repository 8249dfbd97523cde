import type { CheckContext } from '../../checks/check.ts';
import type { PageFunction } from './page-data.ts';
import { actionsUsed } from './service-use.ts';

/** The Lambda functions that were read; the page joins them with their roles. */
export function pageFunctions(context: CheckContext): readonly PageFunction[] {
  const { account } = context;
  const functions = account.snapshot.functions?.items ?? [];
  const wanted = new Set(functions.map(({ roleArn }) => roleArn));
  const roles = account.principals.filter(({ arn }) => wanted.has(arn));
  const used = new Map(roles.map((role) => [role.arn, actionsUsed(context, role)]));
  return functions.map(({ arn, name, region, runtime, modifiedAt, roleArn }) => ({
    arn,
    name,
    region,
    runtime,
    modifiedAt,
    roleArn,
    actionsUsed: used.get(roleArn) ?? null,
  }));
}
