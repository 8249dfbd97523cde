import { InvalidInputError } from '../errors.ts';

/** Stops the loading of an account file in one line: where in the file, and what is wrong there. */
export function refuse(where: string, problem: string): never {
  throw new InvalidInputError(`${where}: ${problem}`);
}

/** Where an item of a list is in the account file: `accounts[0].users[12] (alice)`. */
export function placeOf(where: string, list: string, index: number, name: string): string {
  return `${where}.${list}[${index}] (${name})`;
}

/** Refuses two of one name. IAM keeps names apart without regard to case. */
export function refuseDuplicates<Item extends { readonly name: string }>(
  items: readonly Item[],
  where: string,
  list: string,
  nameOf: (item: Item) => string = (item) => item.name,
): void {
  const seen = new Set<string>();
  for (const [index, item] of items.entries()) {
    const name = nameOf(item).toLowerCase();
    if (seen.has(name)) {
      refuse(placeOf(where, list, index, item.name), 'there is another one of this name');
    }
    seen.add(name);
  }
}

/** Refuses two of what there can be one of in a Region, where names are told apart by case. */
export function refuseDuplicatesInRegion<Item extends { readonly region: string }>(
  items: readonly Item[],
  where: string,
  list: string,
  nameOf: (item: Item) => string,
): void {
  const seen = new Set<string>();
  for (const [index, item] of items.entries()) {
    const name = nameOf(item);
    const key = JSON.stringify([item.region, name]);
    if (seen.has(key)) refuse(placeOf(where, list, index, name), `there is another one of this name in ${item.region}`);
    seen.add(key);
  }
}

/** Refuses a name that nothing in the account has; `what` says what was looked for. */
export function refuseUnknown(known: ReadonlySet<string>, name: string, where: string, what: string): void {
  if (!known.has(name)) {
    refuse(where, `there is no ${what} "${name}" in this account`);
  }
}
