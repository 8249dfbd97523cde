import { useState } from 'preact/hooks';
import { useModel } from '../../model/model.ts';
import { referenceOf } from '../../model/statements.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { PolicyDocument } from '../../parts/policy-document.tsx';
import { isPrinting } from '../../parts/printing.ts';
import type { StatementPlace } from './ways.ts';

interface StatementPoliciesProps {
  /** What they do: `Granted by`, `Let in by`. */
  readonly verb: string;
  readonly places: readonly StatementPlace[];
  readonly isOpen: boolean;
}

/** The policies that statements stand in, each with its statements marked in its text. */
export function StatementPolicies({ verb, places, isOpen }: StatementPoliciesProps) {
  const model = useModel();
  const policies = Map.groupBy(places, ({ policy, isInForce }) => {
    const reference = referenceOf(model, policy);
    return `${isInForce} ${reference?.key}`;
  });
  return (
    <>
      {Array.from(policies, ([key, members]) => {
        const [first] = members;
        const reference = first === undefined ? null : referenceOf(model, first.policy);
        if (first === undefined || reference === null) return null;
        const statements = new Set(members.map(({ statement }) => statement));
        const words = (
          <>
            {verb}: <Foreign text={reference.title} />, {numbersText([...statements])}
          </>
        );
        return first.isInForce ? (
          <Folded key={key} isOpen={isOpen} summary={words}>
            <PolicyDocument text={reference.text} marked={statements} />
          </Folded>
        ) : (
          <p key={key} class="muted">
            {words} of a version that is not in force now: an earlier step puts it in force.
          </p>
        );
      })}
    </>
  );
}

function numbersText(statements: readonly number[]): string {
  return statements.length === 1
    ? `statement ${statements[0]}`
    : `statements ${statements.toSorted((a, b) => a - b).join(', ')}`;
}

interface FoldedProps {
  readonly isOpen: boolean;
  readonly summary: preact.ComponentChildren;
  readonly children: preact.ComponentChildren;
}

/** Made when it is opened: a principal can have hundreds of statements to show. */
export function Folded({ isOpen, summary, children }: FoldedProps) {
  const [wasOpened, setOpened] = useState(isOpen);
  return (
    <details
      class="policy"
      open={isOpen}
      onToggle={(event) => {
        if (event.currentTarget.open) setOpened(true);
      }}
    >
      <summary>{summary}</summary>
      {(wasOpened || isPrinting.value) && children}
    </details>
  );
}
