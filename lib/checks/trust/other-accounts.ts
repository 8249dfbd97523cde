import { parseArn } from '../../policy/arn.ts';
import type { ContextValues } from '../../policy/evaluate/context.ts';
import { type Principal, parsePrincipal } from '../../policy/evaluate/principal.ts';
import { matchesPattern } from '../../policy/match.ts';
import type { Statement } from '../../policy/statement.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { CheckContext } from '../check.ts';
import { oncePer } from '../once.ts';
import { notCollected, type Unknown } from '../verdicts.ts';
import type { Attempt } from './attempt.ts';
import { CALLERS_CHOICE, everyRequest, NETWORK_KEYS, ORGANISATION_KEYS, somebodyIn, TAG_KEYS } from './strangers.ts';
import { statementsAllowing, type Trust } from './trusting-role.ts';

/** Another account whose principals a trust policy names. */
export interface OtherAccount {
  readonly accountId: string;
  /** ARNs and account ids as written, each once. */
  readonly principals: readonly string[];
  /** The Allow statements that name them. */
  readonly statements: readonly Statement[];
}

/** The accounts, other than its own, that a role's trust policy names as callers of AssumeRole, in the order of the policy. */
export function otherAccounts({ account }: CheckContext, trust: Trust): readonly OtherAccount[] {
  const found = new Map<string, { principals: Set<string>; statements: Set<Statement> }>();
  for (const statement of statementsAllowing(trust, 'sts:AssumeRole')) {
    for (const named of statement.principals?.aws ?? []) {
      const accountId = accountNamed(named);
      if (accountId === null || accountId === account.snapshot.account.accountId) continue;
      const entry = found.get(accountId) ?? { principals: new Set(), statements: new Set() };
      entry.principals.add(named);
      entry.statements.add(statement);
      found.set(accountId, entry);
    }
  }
  return Array.from(found, ([accountId, { principals, statements }]) => ({
    accountId,
    principals: [...principals],
    statements: [...statements],
  }));
}

/** Whether the operator trusts the account, or it is known to be of the same organisation. */
export function isTrusted(
  { configuration, account }: CheckContext,
  { accountId }: Pick<OtherAccount, 'accountId'>,
): boolean {
  return configuration.trustedAccountIds.includes(accountId) || organizationAccounts(account.snapshot).has(accountId);
}

/** The accounts of the organisation that are known: all where they could be listed, or else the one that manages it. */
const organizationAccounts = oncePer(({ organization, organizationAccountIds }: Snapshot) => {
  const managing = organization?.joined ? [organization.managementAccountId] : [];
  return new Set([...managing, ...(organizationAccountIds ?? [])]);
});

/** Why it cannot be said of an account that it is of no organisation of one's own: what was asked for was not answered. */
export function organizationUnread(context: CheckContext): Unknown | null {
  const unread = (['organization', 'organization-accounts'] as const).find((source) => {
    const status = context.account.coverageOf(source)?.status;
    return status === 'denied' || status === 'failed';
  });
  return unread === undefined ? null : notCollected(context, unread);
}

/** The organisation that any account can be of whose accounts nobody was to list. */
export function organizationInDoubt({ account }: CheckContext): string | null {
  const { organization, organizationAccountIds } = account.snapshot;
  return organization?.joined && organizationAccountIds === null ? organization.id : null;
}

/** Whether a name of the Principal element means whomever that account allows, and not one principal in it. */
export function isWholeAccount(named: string, accountId: string): boolean {
  const principal = parsePrincipal(named);
  return principal?.kind === 'root' && principal.accountId === accountId;
}

/** Of an account id, or of an ARN in a Principal element; null for what names no account. */
function accountNamed(named: string): string | null {
  const accountId = parseArn(named)?.accountId ?? named;
  return /^\d{12}$/.test(accountId) ? accountId : null;
}

/** What the callers of another account have and lack. */
interface CallerFacts {
  /** Values of keys, or null for those that the request does not have. */
  readonly known?: ContextValues;
  /** Keys of {@link FITTING} of which they do not have the value that a trust policy asks for. */
  readonly lacks?: readonly string[];
}

/** Of these a caller can have whatever value a trust policy wants. */
const FITTING = [...CALLERS_CHOICE, ...TAG_KEYS, ...NETWORK_KEYS, ...ORGANISATION_KEYS, 'sts:ExternalId', 'aws:userid'];

/** A try of AssumeRole by a caller of another account. */
export function attemptBy(
  context: CheckContext,
  principal: Principal,
  { known = {}, lacks = [] }: CallerFacts = {},
): Attempt {
  return {
    principal,
    action: 'sts:AssumeRole',
    context: { ...everyRequest(context), ...known },
    open: FITTING.filter((key) => !lacks.includes(key)),
  };
}

/** Tries of those in the account whom the trust policy can mean: whom it names, or, where it names the account, anybody there. */
export function attemptsFrom(
  context: CheckContext,
  trust: Trust,
  { accountId, principals }: OtherAccount,
  known: ContextValues = {},
): readonly Attempt[] {
  const callers = principals.flatMap((named) => {
    const principal = parsePrincipal(named);
    if (principal === null) return [];
    return principal.kind === 'root' ? callersIn(context, trust, accountId) : [principal];
  });
  return callers.map((principal) => attemptBy(context, principal, { known }));
}

/** Anybody in the account, and those whom the conditions of the trust policy name by ARN. */
function callersIn(context: CheckContext, { policy }: Trust, accountId: string): readonly Principal[] {
  const { partition } = context.account.snapshot.account;
  const arns = policy.statements
    .flatMap(({ conditions }) => conditions)
    .filter(({ key }) => key.toLowerCase() === 'aws:principalarn')
    .flatMap(({ values }) => values);
  const named = arns.flatMap((pattern) => {
    const arn = parseArn(pattern);
    if (arn === null || !matchesPattern(arn.accountId, accountId, { caseSensitive: true })) return [];
    return parsePrincipal(`arn:${partition}:iam::${accountId}:${arn.resource.replaceAll(/[*?]/g, 'x')}`) ?? [];
  });
  return [...somebodyIn(context, accountId), ...named];
}
