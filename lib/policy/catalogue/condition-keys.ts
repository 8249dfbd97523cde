import { Bitset } from '../bitset.ts';
import { matchesPattern } from '../match.ts';
import { catalogue } from './catalogue.ts';
import {
  type CompiledServiceKeys,
  type ConditionKeyType,
  conditionKeyTypes,
  letterOfType,
} from './compiled-condition-keys.ts';
import compiled from './condition-keys.generated.json' with { type: 'json' };

export type { ConditionKeyType } from './compiled-condition-keys.ts';

/** A condition key of AWS. */
export interface ConditionKey {
  /** In AWS's spelling, with `*` for a part that is chosen freely: `aws:PrincipalTag/*`. */
  readonly name: string;
  readonly type: ConditionKeyType;
  /** A request can have several values of it. */
  readonly isMultivalued: boolean;
}

/** The key that a policy names, in any case; null when AWS documents none of that name. */
export function findConditionKey(key: string): ConditionKey | null {
  const lowerCase = key.toLowerCase();
  const candidates = keysByPrefix().get(prefixOf(lowerCase)) ?? [];
  const found = candidates.find(({ lowerCaseName }) =>
    lowerCaseName.includes('*')
      ? matchesPattern(lowerCaseName, lowerCase, { caseSensitive: true })
      : lowerCaseName === lowerCase,
  );
  return found?.key ?? null;
}

/** The names of the keys that begin with the same prefix, `s3:` for example. */
export function conditionKeysBeside(key: string): readonly string[] {
  return (keysByPrefix().get(prefixOf(key.toLowerCase())) ?? []).map(({ key: { name } }) => name);
}

/**
 * The actions that AWS documents a key for, on the action or on a resource that it takes; null for keys that begin with `aws:`,
 * which any request can have, and for keys that are documented for no action at all.
 */
export function actionsOfConditionKey({ name }: ConditionKey): Bitset | null {
  const known = actionsByKey.get(name);
  if (known !== undefined) return known;
  const actions = findActions(name);
  actionsByKey.set(name, actions);
  return actions;
}

const actionsByKey = new Map<string, Bitset | null>();

function findActions(name: string): Bitset | null {
  const actionNumbers = Array.from(services, ([namespace, { keys, sets, setsOf }]) => {
    if (!keys.includes(name)) return [];
    const index = keys.split(' ').findIndex((entry) => entry.startsWith(`${name}=`));
    const first = catalogue.actionsOfService(namespace)?.start ?? 0;
    const having = new Set(sets.flatMap((set, at) => (set.split(' ').includes(String(index)) ? [at] : [])));
    return setsOf.flatMap((set, at) => (having.has(set) ? [first + at] : []));
  }).flat();
  return actionNumbers.length === 0 ? null : Bitset.of(catalogue.actionCount, actionNumbers);
}

const services = new Map<string, CompiledServiceKeys>(Object.entries(compiled.services));

interface UnpackedKey {
  readonly lowerCaseName: string;
  readonly key: ConditionKey;
}

let byPrefix: ReadonlyMap<string, readonly UnpackedKey[]> | undefined;

/** All keys by what stands before their first colon: made when first asked for. */
function keysByPrefix(): ReadonlyMap<string, readonly UnpackedKey[]> {
  if (byPrefix !== undefined) return byPrefix;
  const grouped = new Map<string, UnpackedKey[]>();
  for (const packed of [compiled.global, ...Array.from(services.values(), ({ keys }) => keys)]) {
    for (const each of unpack(packed)) {
      const prefix = prefixOf(each.lowerCaseName);
      const group = grouped.get(prefix);
      if (group) group.push(each);
      else grouped.set(prefix, [each]);
    }
  }
  byPrefix = grouped;
  return grouped;
}

function prefixOf(key: string): string {
  return key.slice(0, Math.max(0, key.indexOf(':')));
}

const typeOfLetter = new Map<string, ConditionKeyType>(conditionKeyTypes.map((type) => [letterOfType[type], type]));

function unpack(packed: string): readonly UnpackedKey[] {
  return packed.split(' ').map((entry) => {
    const equals = entry.lastIndexOf('=');
    const name = entry.slice(0, equals);
    const letter = entry.slice(equals + 1);
    const type = typeOfLetter.get(letter.toUpperCase());
    if (type === undefined) throw new RangeError(`no type of condition keys has the letter '${letter}'`);
    return { lowerCaseName: name.toLowerCase(), key: { name, type, isMultivalued: letter !== letter.toUpperCase() } };
  });
}
