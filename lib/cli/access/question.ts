import { InvalidArgumentError } from 'commander';
import type { AccountView } from '../../checks/account-view.ts';
import { type HeldPolicies, heldPolicies } from '../../checks/policy-holder.ts';
import { UsageError } from '../../errors.ts';
import { catalogue } from '../../policy/catalogue/catalogue.ts';
import type { ContextValues } from '../../policy/evaluate/context.ts';
import { parsePrincipal } from '../../policy/evaluate/principal.ts';
import { nearestAction } from '../../policy/nearest.ts';
import { nearestOf } from '../../policy/nearest-of.ts';

/** The argument ACTION: one action, not a pattern. */
export function parseAction(value: string): string {
  if (/^[\w-]+:[\w-]+$/.test(value)) return value;
  throw new InvalidArgumentError('Accepted is one action, for example s3:GetObject.');
}

/** Says on stderr when AWS is not known to have the action: the answer is right then, and probably not what was meant. */
export function noteUnknownAction(action: string): void {
  if (catalogue.actionNumber(action) !== null) return;
  const meant = nearestAction(action);
  const suggestion = meant === null ? '' : `; the nearest is ${meant}`;
  process.stderr.write(`AWS had no action ${action} when this version was made${suggestion}\n`);
}

/** The argument RESOURCE. */
export function parseResource(value: string): string {
  if (value === '*' || value.startsWith('arn:')) return value;
  throw new InvalidArgumentError('Accepted is an ARN, or * for an action without resource.');
}

/** `--context KEY=VALUE`, as often as there are keys; a key that comes again has several values. */
export function collectContext(value: string, previous: ContextValues = {}): ContextValues {
  const equals = value.indexOf('=');
  if (equals < 1) throw new InvalidArgumentError('Accepted is KEY=VALUE, for example aws:SourceIp=192.0.2.10.');
  const key = value.slice(0, equals);
  const before = Object.hasOwn(previous, key) ? [previous[key] ?? []].flat() : [];
  return { ...previous, [key]: [...before, value.slice(equals + 1)] };
}

/**
 * The principal that somebody names by its ARN, or by its name where there is only one of it.
 *
 * @throws UsageError that says what the account has instead
 */
export function findPrincipal(
  account: AccountView,
  text: string,
): { readonly arn: string; readonly held: HeldPolicies } {
  const named = text.startsWith('arn:')
    ? account.principals.filter(({ arn }) => arn === text)
    : account.principals.filter(({ name }) => name === text);
  const [only, other] = named;
  if (only !== undefined && other === undefined) return { arn: only.arn, held: heldPolicies(account, only) };
  if (other !== undefined) {
    throw new UsageError(
      `${text}: a user and a role have this name; name one by its ARN: ${named.map(({ arn }) => arn).join(' or ')}`,
    );
  }
  return findByArn(account, text) ?? refuse(account, text);
}

/** The root user, and sessions of roles, are no entities of the account and make requests all the same. */
function findByArn(account: AccountView, text: string): ReturnType<typeof findPrincipal> | null {
  const principal = text.startsWith('arn:') ? parsePrincipal(text) : null;
  if (principal === null || !('accountId' in principal)) return null;
  if (principal.accountId !== account.snapshot.account.accountId) return null;
  if (principal.kind === 'root') return { arn: text, held: { holder: { principal, identity: [] }, unread: [] } };
  const role = principal.kind === 'role' && principal.sessionArn !== null ? account.role(principal.name) : undefined;
  if (role === undefined) return null;
  const held = heldPolicies(account, role);
  return { arn: text, held: { ...held, holder: { ...held.holder, principal: { ...principal, arn: role.arn } } } };
}

function refuse(account: AccountView, text: string): never {
  const {
    groups,
    account: { accountId },
  } = account.snapshot;
  if (groups.some(({ arn, groupName }) => arn === text || groupName === text))
    throw new UsageError(`${text}: a group makes no requests; name one of its members`);
  const isArn = text.startsWith('arn:');
  const nearest = nearestOf(
    text,
    account.principals.map(({ arn, name }) => (isArn ? arn : name)),
  );
  const meant = nearest === null ? '' : `; did you mean ${nearest}?`;
  throw new UsageError(
    `${text}: no user or role of account ${accountId} ${isArn ? 'has this ARN' : 'is called that'}${meant}`,
  );
}
