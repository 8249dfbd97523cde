import { catalogue } from './catalogue/catalogue.ts';
import { MAX_LENGTH, nearestOf } from './nearest-of.ts';

/** The action of AWS that somebody who wrote `service:Action` most likely meant; null when none is near. */
export function nearestAction(action: string): string | null {
  const colon = action.indexOf(':');
  if (colon === -1 || action.length > MAX_LENGTH) return null;
  const service = action.slice(0, colon).toLowerCase();
  const name = action.slice(colon + 1).toLowerCase();
  const meant = catalogue.actionsOfService(service) === null ? nearestService(service) : service;
  const found = meant === null ? null : nearestOf(name, catalogue.lowerCaseNames(meant));
  const actionNumber = found === null ? null : catalogue.actionNumber(`${meant}:${found}`);
  return actionNumber === null ? null : catalogue.actionName(actionNumber);
}

/** The service namespace that somebody most likely meant; null when none is near. */
export function nearestService(namespace: string): string | null {
  return nearestOf(namespace.toLowerCase(), catalogue.services());
}
