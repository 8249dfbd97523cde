import { daysUntilDue } from '../days-until-due.ts';

const DAY_MS = 86_400_000;

/** For so many days, each item's for a number of its own, an answer about it is taken over. */
const TAKEN_OVER_DAYS = { least: 7, most: 13 } as const;

/** Whether an earlier night's answer about an item is young enough to be taken over, if nothing else is against it. */
export function isYoungEnough({ readAt }: { readonly readAt: string }, arn: string, now: Date): boolean {
  const ageMs = now.getTime() - Date.parse(readAt);
  return ageMs >= 0 && ageMs < daysUntilDue(arn, TAKEN_OVER_DAYS) * DAY_MS;
}
