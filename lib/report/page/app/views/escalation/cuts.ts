import type { Cut } from '../../../../../escalation/cuts.ts';
import type { PageData } from '../../../page-data.ts';
import type { Params } from '../../route.ts';
import { placeKey } from './ways.ts';

/** A proposed cut by its number in the list, from 1 on, as the address has it. */
export interface NumberedCut extends Cut {
  readonly number: number;
  /** Key of its statement. */
  readonly key: string;
}

export function cutsIn({ cuts }: PageData): readonly NumberedCut[] {
  return cuts.map((cut, index) => ({ ...cut, number: index + 1, key: placeKey({ ...cut.statement }) ?? '' }));
}

/** Keys of the statements that the address cuts: one of the list by its number, or `all`. */
export function cutStatements(cuts: readonly NumberedCut[], { cut }: Params): ReadonlySet<string> {
  return new Set(cuts.filter(({ number }) => cut === 'all' || cut === String(number)).map(({ key }) => key));
}
