import { rulesByMode } from '../aws/pace/modes.ts';
import type { Configuration } from '../config/configuration.ts';
import type { DiagnosisLine } from './diagnosis.ts';
import type { Found } from './trial.ts';

type Summary = Found['summary'];

/** What is in use, by its name in GetAccountSummary; its quota is that name with `Quota` at the end. */
const counted = [
  ['Users', 'users'],
  ['Groups', 'groups'],
  ['Roles', 'roles'],
  ['Policies', 'customer managed policies'],
  ['PolicyVersionsInUse', 'versions of policies'],
] as const;

/** Share of a quota from which it is worth asking AWS for more, in percent. */
const NEARLY_FULL_PERCENT = 80;

/** How much of IAM's quotas the account uses. */
export function quotaLines(summary: Summary): readonly DiagnosisLine[] {
  return counted.map(([key, subject]) => {
    const used = summary?.[key];
    const quota = summary?.[`${key}Quota`];
    if (used === undefined || quota === undefined || quota <= 0)
      return { topic: 'quota', status: 'unknown', subject, text: 'AWS did not say (iam:GetAccountSummary)' };
    const percent = Math.floor((100 * used) / quota);
    const isNearlyFull = percent >= NEARLY_FULL_PERCENT;
    const advice = isNearlyFull ? '; ask for more in Service Quotas before a deployment fails' : '';
    return {
      topic: 'quota',
      status: isNearlyFull ? 'warn' : 'ok',
      subject,
      text: `${count(used)} of ${count(quota)} (${percent} %)${advice}`,
    };
  });
}

/** Calls of an audit that do not depend on the size of the account, about. */
const BASE_CALLS = 16;
/** Items on a page of GetAccountAuthorizationDetails. */
const PAGE_ITEMS = 1000;
const CALLS_PER_PRINCIPAL = 2;

/** AWS does not publish what IAM grants, and it is shared with production: from little to much, in calls a second. */
const LIMITS = [5, 10, 20] as const;

/** How long one invocation of the function may read (serverless.yml: 15 minutes, less what it keeps for writing). */
const READING_MINUTES = 11;

/** What a night costs at most, in calls and minutes. */
export function costLine(
  summary: Summary,
  { pace, maxCallsPerSecond = Number.POSITIVE_INFINITY }: Pick<Configuration, 'pace' | 'maxCallsPerSecond'>,
): DiagnosisLine {
  const { Users: users, Roles: roles, Groups: groups = 0, Policies: policies = 0 } = summary ?? {};
  if (users === undefined || roles === undefined)
    return {
      topic: 'cost',
      status: 'unknown',
      text: 'how large the account is AWS did not say (iam:GetAccountSummary)',
    };
  const base = BASE_CALLS + Math.ceil((users + groups + roles + policies) / PAGE_ITEMS);
  const calls = base + CALLS_PER_PRINCIPAL * (users + roles);
  const minutesAt = (limit: number) => calls / Math.min(limit * rulesByMode[pace].share, maxCallsPerSecond) / 60;
  const times = LIMITS.map(
    (limit) => `${minutesAt(limit).toFixed(1)} minutes where IAM grants ${limit} calls a second`,
  );
  const size = `at most ${count(calls)} calls to IAM (${base} for the inventory, ${CALLS_PER_PRINCIPAL} for each of ${count(users + roles)} users and roles, fewer where they are unused or service-linked)`;
  const how = `with the pace ${pace}${Number.isFinite(maxCallsPerSecond) ? ` and ${maxCallsPerSecond} calls a second at the most` : ''}`;
  const invocations = Math.ceil(minutesAt(LIMITS[0]) / READING_MINUTES);
  const several =
    invocations > 1 ? `; in the function up to ${invocations} invocations, which go on from one another` : '';
  return { topic: 'cost', status: 'ok', text: `${size}: ${times.join(', ')}, ${how}${several}` };
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}
