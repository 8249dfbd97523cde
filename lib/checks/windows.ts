import type { CheckContext } from './check.ts';
import { type Window, windowOf } from './instants.ts';
import { oncePer } from './once.ts';
import { limitsOf } from './thresholds.ts';

/** Where use of users, roles, policies and permissions is looked for, of whoever has no limits of its own. */
export function unusedWindow(context: CheckContext): Window {
  return windowsOf(context)(context.configuration.unusedAfterDays);
}

/** Where use of passwords, access keys and other credentials is looked for, of whoever has no limits of its own. */
export function credentialWindow(context: CheckContext): Window {
  return windowsOf(context)(context.configuration.credentialUnusedAfterDays);
}

/** Where use by one user or role is looked for. */
export function unusedWindowOf(context: CheckContext, arn: string): Window {
  return windowsOf(context)(limitsOf(context)(arn).unusedAfterDays);
}

/** Where use of a user's credentials is looked for. */
export function credentialWindowOf(context: CheckContext, userArn: string): Window {
  return windowsOf(context)(limitsOf(context)(userArn).credentialUnusedAfterDays);
}

/** One window for each number of days. */
const windowsOf = oncePer(({ now }: CheckContext) => {
  const windows = new Map<number, Window>();
  return (days: number): Window => {
    const window = windows.get(days) ?? windowOf(now, days);
    windows.set(days, window);
    return window;
  };
});
