import { catalogue } from '../../policy/catalogue/catalogue.ts';
import { actionRanges, namedService } from '../../policy/expand.ts';
import { hasWildcard, matchesEverything } from '../../policy/match.ts';

/** Whether a pattern names every action of a service (`s3:*`), or of all services (`*`), by a wildcard. */
export function isWhole(pattern: string): boolean {
  if (!hasWildcard(pattern)) return false;
  const [range] = actionRanges(pattern);
  if (range === undefined) return matchesEverything(pattern.slice(pattern.indexOf(':') + 1));
  const service = namedService(pattern);
  const whole = service === null ? EVERY_ACTION : catalogue.actionsOfService(service);
  return whole !== null && range.start === whole.start && range.end === whole.end;
}

const EVERY_ACTION = { start: 0, end: catalogue.actionCount };
