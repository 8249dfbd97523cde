import type { DiagnosisLine } from './diagnosis.ts';
import type { Found } from './trials.ts';

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

/** AWS does not publish IAM's rates, and they are shared with production: from slow to fast. */
const RATES_PER_SECOND = [5, 10, 20] as const;

/** How long the function may read (serverless.yml: 15 minutes, less what it keeps for writing). */
const READING_MINUTES = 13;

/** What a night costs at most, in calls and minutes. */
export function costLine(summary: Summary, maxCallsPerSecond: number | undefined): DiagnosisLine {
  const { Users: users, Roles: roles, Groups: groups = 0, Policies: policies = 0 } = summary ?? {};
  if (users === undefined || roles === undefined)
    return {
      topic: 'cost',
      status: 'unknown',
      text: 'how large the account is AWS did not say (iam:GetAccountSummary)',
    };
  const base = BASE_CALLS + Math.ceil((users + groups + roles + policies) / PAGE_ITEMS);
  const calls = base + CALLS_PER_PRINCIPAL * (users + roles);
  const minutesAt = (rate: number) => calls / rate / 60;
  const times = RATES_PER_SECOND.map((rate) => `${minutesAt(rate).toFixed(1)} minutes at ${rate} calls a second`);
  const limit =
    maxCallsPerSecond === undefined
      ? []
      : [`${minutesAt(maxCallsPerSecond).toFixed(1)} at the ${maxCallsPerSecond} of the settings`];
  const isTooLong = minutesAt(maxCallsPerSecond ?? 10) > READING_MINUTES;
  const size = `at most ${count(calls)} calls to IAM (${base} for the inventory, ${CALLS_PER_PRINCIPAL} for each of ${count(users + roles)} users and roles, fewer where they are unused or service-linked)`;
  const warning = isTooLong
    ? `; the function has ${READING_MINUTES} minutes, and what it has not read by then is unknown`
    : '';
  return {
    topic: 'cost',
    status: isTooLong ? 'warn' : 'ok',
    text: `${size}: ${[...times, ...limit].join(', ')}${warning}`,
  };
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}
