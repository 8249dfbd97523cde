import type { CheckContext } from './check.ts';
import { windowOf } from './instants.ts';
import { oncePer } from './once.ts';

/** Where use of users, roles, policies and permissions is looked for. */
export const unusedWindow = oncePer(({ now, configuration }: CheckContext) =>
  windowOf(now, configuration.unusedAfterDays),
);

/** Where use of passwords, access keys and other credentials is looked for. */
export const credentialWindow = oncePer(({ now, configuration }: CheckContext) =>
  windowOf(now, configuration.credentialUnusedAfterDays),
);
