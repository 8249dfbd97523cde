import { refuse } from '../../refusal.ts';
import { isNamespace } from '../catalogue.ts';
import type { ServiceUse } from '../entities.ts';

/** `used` of an account file, by service: a service is as recently used as the newest of its actions. */
export function resolveUse(
  used: Readonly<Record<string, string>>,
  time: (text: string) => Date,
  place: string,
): ReadonlyMap<string, ServiceUse> {
  const services = new Map<string, ServiceUse>();
  for (const [what, text] of Object.entries(used)) {
    const [service = '', action] = what.split(':', 2);
    if (!isNamespace(service)) {
      refuse(`${place}.used["${what}"]`, `"${service}" is not the namespace of a service`);
    }
    const at = time(text);
    const known = services.get(service) ?? { at, actions: new Map() };
    services.set(service, {
      at: newest([known.at, at]) ?? at,
      actions: action === undefined ? known.actions : new Map([...known.actions, [action, at]]),
    });
  }
  return services;
}

/** The newest of these instants; undefined when there is none. */
export function newest(instants: Iterable<Date>): Date | undefined {
  return [...instants].reduce<Date | undefined>((last, at) => (last === undefined || at > last ? at : last), undefined);
}
