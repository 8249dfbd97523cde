import type { PageUse } from '../../../page-data.ts';
import { wordsOf } from '../../model/haystack.ts';
import type { UseCounts } from '../../model/use-counts.ts';
import type { Params } from '../../route.ts';

/** A row of any of the three tables: something that grants services. */
interface Granting {
  readonly services: readonly { readonly service: string; readonly status: PageUse['status'] }[];
  readonly counts: UseCounts;
  /** What is searched in, in lower case. */
  readonly haystack: string;
}

/** The filters that all three tables have: words, a service, and only what is unused (of that service, or of any). */
export function commonFilter({ q = '', service, unused }: Params): (row: Granting) => boolean {
  const words = wordsOf(q);
  const isUnused = unused !== undefined;
  return ({ services, counts, haystack }) => {
    if (!words.every((word) => haystack.includes(word))) return false;
    if (service === undefined) return !isUnused || counts.unused > 0;
    const use = services.find((each) => each.service === service);
    return use !== undefined && (!isUnused || use.status === 'unused');
  };
}
