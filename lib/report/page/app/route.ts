/** Where the reader is: a view, and what of it is shown. All of it is in the address, so that it can be shared. */
export interface Route {
  readonly view: string;
  readonly params: Params;
}

/** What a view is asked to show, by name. What is not asked for has no entry; an empty text counts as none. */
export type Params = Readonly<Record<string, string>>;

/** Reads `#/findings?severity=high&q=admin`. What is not such an address is the first view. */
export function parseHash(hash: string): Route {
  const [, view = '', query = ''] = /^#\/([\w-]*)(?:\?(.*))?$/su.exec(hash) ?? [];
  const entries = [...new URLSearchParams(query)].filter(([, value]) => value !== '');
  return { view: view === '' ? FIRST_VIEW : view, params: Object.fromEntries(entries) };
}

const FIRST_VIEW = 'overview';

/** The address of a view, for `href`. */
export function hashOf(view: string, params: Readonly<Record<string, string | undefined>> = {}): string {
  const entries = Object.entries(params).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const query = new URLSearchParams(entries).toString();
  return query === '' ? `#/${view}` : `#/${view}?${query}`;
}

/** A parameter that holds several values, `severity=critical,high`. */
export function listParam(params: Params, name: string): readonly string[] {
  return Object.hasOwn(params, name) ? (params[name] ?? '').split(',') : [];
}
