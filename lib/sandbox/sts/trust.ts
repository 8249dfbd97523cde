import { globMatches } from '../iam/glob.ts';
import type { Caller } from '../operation.ts';

/** What a trust policy is held against. */
export interface TrustContext {
  readonly caller: Caller;
  /** The role whose session calls, with its path, which the session's ARN does not have. */
  readonly callerRoleArn: string | undefined;
  readonly externalId: string | undefined;
  readonly hasMfa: boolean;
}

/** How the conditions of a statement turn out; unknown: one is of a kind that is not read here. */
type Verdict = 'met' | 'unmet' | 'unknown';

/**
 * Whether a role's trust policy lets the caller assume the role. Read are principals of AWS accounts, StringEquals on
 * sts:ExternalId and Bool on aws:MultiFactorAuthPresent; any other condition lets nobody in. The sandbox has a reading of
 * its own, so that it cannot share a mistake with the policy engine that is tried on it.
 */
export function trusts(trustPolicy: string, context: TrustContext): boolean {
  const applying = statementsOf(trustPolicy).filter(
    (statement) =>
      textsOf(statement.Action).some((action) => globMatches(action, 'sts:AssumeRole')) &&
      isPrincipal(statement.Principal, context),
  );
  const verdicts = (effect: string): Verdict[] =>
    applying.filter(({ Effect }) => Effect === effect).map(({ Condition }) => conditionsOf(Condition, context));
  return verdicts('Allow').includes('met') && verdicts('Deny').every((verdict) => verdict === 'unmet');
}

function isPrincipal(principal: unknown, { caller, callerRoleArn }: TrustContext): boolean {
  const names = principal === '*' ? ['*'] : textsOf(isRecord(principal) ? principal.AWS : undefined);
  return names.some(
    (name) =>
      name === '*' ||
      name === caller.accountId ||
      (name.endsWith(':root') && name.split(':')[4] === caller.accountId) ||
      name === caller.arn ||
      name === callerRoleArn,
  );
}

function conditionsOf(condition: unknown, context: TrustContext): Verdict {
  const verdicts = Object.entries(isRecord(condition) ? condition : {}).flatMap(([operator, keys]) =>
    Object.entries(isRecord(keys) ? keys : {}).map(([key, value]) => verdictOf(operator, key, textsOf(value), context)),
  );
  if (verdicts.includes('unmet')) {
    return 'unmet';
  }
  return verdicts.includes('unknown') ? 'unknown' : 'met';
}

function verdictOf(operator: string, key: string, values: readonly string[], context: TrustContext): Verdict {
  const condition = `${operator} ${key}`.toLowerCase();
  if (condition === 'stringequals sts:externalid') {
    return context.externalId !== undefined && values.includes(context.externalId) ? 'met' : 'unmet';
  }
  const mfaPresent = mfaPresentOf(context);
  const isMfaMet = values.some((value) => value.toLowerCase() === mfaPresent);
  if (condition === 'bool aws:multifactorauthpresent') {
    return isMfaMet ? 'met' : 'unmet';
  }
  if (condition === 'boolifexists aws:multifactorauthpresent') {
    return isMfaMet || mfaPresent === undefined ? 'met' : 'unmet';
  }
  return 'unknown';
}

/** The value of aws:MultiFactorAuthPresent; long-term keys without a code do not send it at all. */
function mfaPresentOf({ hasMfa, caller }: TrustContext): string | undefined {
  return hasMfa || caller.accessKeyId.startsWith('ASIA') ? String(hasMfa) : undefined;
}

function statementsOf(text: string): Record<string, unknown>[] {
  try {
    const document: unknown = JSON.parse(text);
    const statements = isRecord(document) ? document.Statement : undefined;
    return (Array.isArray(statements) ? statements : [statements]).filter(isRecord);
  } catch {
    // A trust policy that is not JSON trusts nobody.
    return [];
  }
}

function textsOf(value: unknown): string[] {
  const values = Array.isArray(value) ? value : [value];
  return values.filter((item) => item !== undefined && item !== null).map(String);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
