import { recordsOf, textOf } from '../../checks/evidence.ts';
import { techniques } from '../../escalation/techniques.ts';
import type { Finding } from '../../findings/finding.ts';
import type { PageTechnique } from './page-data.ts';

/** What there is to say of the techniques that the ways of these findings use, in the order of the catalogue. */
export function pageTechniques(findings: readonly Finding[]): readonly PageTechnique[] {
  const used = new Set(
    findings
      .filter(({ checkId }) => checkId === 'privilege-escalation')
      .flatMap(({ evidence }) => recordsOf(evidence, 'paths'))
      .flatMap((path) => recordsOf(path, 'hops'))
      .map((hop) => textOf(hop, 'technique')),
  );
  return techniques
    .filter(({ id }) => used.has(id))
    .map(({ id, title, needs, way }) => ({
      id,
      title,
      actions: needs.map(({ action }) => action),
      revives: way.kind === 'revive',
    }));
}
