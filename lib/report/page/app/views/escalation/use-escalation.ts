import { oncePer } from '../../../../../checks/once.ts';
import type { PageTechnique } from '../../../page-data.ts';
import { type Model, useModel } from '../../model/model.ts';
import { cutsIn, type NumberedCut } from './cuts.ts';
import { type Source, sourcesIn } from './ways.ts';

/** What the views of escalation show, read once from the data of the page. */
export interface EscalationData {
  readonly sources: readonly Source[];
  readonly cuts: readonly NumberedCut[];
  /** What the attacker does; the id, where nothing is known of it. */
  titleOf(technique: string): string;
  readonly techniqueById: ReadonlyMap<string, PageTechnique>;
}

export const escalationIn = oncePer(({ data }: Model): EscalationData => {
  const techniqueById = new Map(data.techniques.map((technique) => [technique.id, technique]));
  return {
    sources: sourcesIn(data),
    cuts: cutsIn(data),
    titleOf: (id) => techniqueById.get(id)?.title ?? id,
    techniqueById,
  };
});

export function useEscalation(): EscalationData {
  return escalationIn(useModel());
}
