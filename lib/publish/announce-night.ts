import type { Aws } from '../aws/aws.ts';
import type { Configuration } from '../config/configuration.ts';
import type { Announcement } from './announcement.ts';
import { publishEvents } from './events.ts';

/** How long others may keep a run that is otherwise done. */
const TIME_LIMIT_MS = 45_000;

/**
 * Tells of a night whom the configuration names: Security Hub, EventBridge. Never rejects, and ends within 45 seconds: the
 * findings are stored by then, and whoever does not hear of them loses nothing but time.
 *
 * @param options.deadline fires when the process is about to be ended from outside
 */
export async function announceNight(
  aws: Pick<Aws, 'securityHub' | 'eventBridge'>,
  configuration: Pick<Configuration, 'securityHub' | 'events'>,
  options: Omit<Announcement, 'signal'> & { readonly deadline?: AbortSignal | undefined },
): Promise<void> {
  const { deadline, ...night } = options;
  const limits = [AbortSignal.timeout(TIME_LIMIT_MS), ...(deadline ? [deadline] : [])];
  const announcement = { ...night, signal: AbortSignal.any(limits) };
  await Promise.all([
    configuration.securityHub ? tellSecurityHub(aws, announcement) : null,
    configuration.events ? publishEvents(aws.eventBridge(), announcement) : null,
  ]);
}

/** Its client is loaded for those alone who want it: 5 MB. */
async function tellSecurityHub(aws: Pick<Aws, 'securityHub'>, announcement: Announcement): Promise<void> {
  const { publishToSecurityHub } = await import('./security-hub.ts');
  await publishToSecurityHub(await aws.securityHub(), announcement);
}
