import type { CheckContext } from './check.ts';
import { type Window, windowOf } from './instants.ts';

/** Where use of users, roles, policies and permissions is looked for. */
export function unusedWindow({ now, configuration }: CheckContext): Window {
  return windowOf(now, configuration.unusedAfterDays);
}

/** Where use of passwords, access keys and other credentials is looked for. */
export function credentialWindow({ now, configuration }: CheckContext): Window {
  return windowOf(now, configuration.credentialUnusedAfterDays);
}
