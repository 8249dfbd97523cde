/*
 * Lists are values here: whatever is made of a list is made once, so that the thousands who may do the same to the same have one
 * list between them, and the search knows it by its identity.
 */

type List<Item> = readonly Item[];

/** Makes something of a list when it is first asked for, and keeps it as long as the list. */
export function perList<Item, Made>(make: (list: List<Item>) => Made): (list: List<Item>) => Made {
  const made = new WeakMap<List<Item>, Made>();
  return (list) => {
    const known = made.get(list);
    if (known !== undefined) return known;
    const fresh = make(list);
    made.set(list, fresh);
    return fresh;
  };
}

function perPair<Item extends object>(
  make: (one: List<Item>, other: List<Item>) => List<Item>,
): (one: List<Item>, other: List<Item>) => List<Item> {
  const of = perList((one: List<Item>) => perList((other: List<Item>) => make(one, other)));
  return (one, other) => of(one)(other);
}

const setOf = perList((list: List<object>) => new Set(list));

export function isIn<Item extends object>(list: List<Item>, item: Item): boolean {
  return setOf(list).has(item);
}

const intersected = perPair<object>((one, other) => one.filter((item) => isIn(other, item)));
const reduced = perPair<object>((one, other) => one.filter((item) => !isIn(other, item)));
const joined = perPair<object>((one, other) => [...one, ...reduced(other, one)]);

/** The items of both. */
export function intersect<Item extends object>(one: List<Item>, other: List<Item>): List<Item> {
  if (one === other || one.length === 0) return one;
  if (other.length === 0) return other;
  return intersected(one, other) as List<Item>;
}

/** The items of the first that the second has not. */
export function minus<Item extends object>(one: List<Item>, other: List<Item>): List<Item> {
  return one.length === 0 || other.length === 0 ? one : (reduced(one, other) as List<Item>);
}

/** The items of either, each once. */
export function union<Item extends object>(one: List<Item>, other: List<Item>): List<Item> {
  if (one === other || other.length === 0) return one;
  return one.length === 0 ? other : (joined(one, other) as List<Item>);
}
