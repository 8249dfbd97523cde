import { someOf } from '../../../../../checks/evidence.ts';
import type { UseCounts } from '../../model/use-counts.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { UseBar } from '../../parts/use-bar.tsx';

/** How much of a grant is used, in figures and as a picture. */
export function UseCell({ counts }: { readonly counts: UseCounts }) {
  const { used, unused, unknown } = counts;
  return (
    <div class="use-cell">
      <span>
        {used} used, {unused} unused{unknown > 0 && `, ${unknown} unknown`}
      </span>
      <UseBar counts={counts} />
    </div>
  );
}

/** Names that fit beside the other columns. */
const NAMED = 6;

/** The services of these that nobody used, all of them in the title. */
export function UnusedNames({ services }: { readonly services: readonly { service: string; status: string }[] }) {
  const names = services.filter(({ status }) => status === 'unused').map(({ service }) => service);
  return (
    <span title={names.join(', ')}>
      <Foreign text={someOf(names, names.length, NAMED)} />
    </span>
  );
}
