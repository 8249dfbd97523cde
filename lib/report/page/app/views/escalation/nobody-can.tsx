import { useModel } from '../../model/model.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { countOf } from './words.ts';

/** Why there are no ways to show: nobody has one, nobody could say, or nobody asked. */
export function NobodyCan() {
  const { data, outcomeById } = useModel();
  const outcome = outcomeById.get('privilege-escalation');
  if (outcome === undefined) {
    return (
      <EmptyState title="Nobody looked for ways">The check privilege-escalation was not part of this audit.</EmptyState>
    );
  }
  if (outcome.findings > 0) {
    return (
      <EmptyState title="The ways were left out of this report">
        {countOf(outcome.findings, 'user or role', 'users and roles')} can become administrator; the findings are not in
        this file.
      </EmptyState>
    );
  }
  const unknown = outcome.unknown.length;
  return unknown > 0 ? (
    <EmptyState title="No way was found, and not everybody could be judged">
      {countOf(unknown, 'case is', 'cases are')} unknown, so that nobody can say that there is none.
    </EmptyState>
  ) : (
    <EmptyState title="Nobody who is no administrator can become one">
      All policies of {countOf(data.principals.length, 'user or role', 'users and roles')} were read. Policies of
      services on their own resources are not looked at, and service control policies are not either.
    </EmptyState>
  );
}
