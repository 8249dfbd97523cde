import './cuts-panel.css';
import { useMemo } from 'preact/hooks';
import { route, setParams } from '../../location.ts';
import { heldPolicies } from '../../model/held-policies.ts';
import { type Model, useModel } from '../../model/model.ts';
import { referenceOf } from '../../model/statements.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { PolicyDocument } from '../../parts/policy-document.tsx';
import { isPrinting } from '../../parts/printing.ts';
import { hashOf } from '../../route.ts';
import type { NumberedCut } from './cuts.ts';
import { Folded } from './statement-policies.tsx';
import { useEscalation } from './use-escalation.ts';
import { countOf, nameOf } from './words.ts';

/** The few statements without which most ways are gone, each with what it breaks and who else would lose by it. */
export function CutsPanel() {
  const { cuts } = useEscalation();
  const [first, last] = [cuts[0], cuts.at(-1)];
  if (first === undefined || last === undefined) return null;
  const gone = first.pathsBefore - last.pathsAfter;
  const { cut } = route.value.params;
  return (
    <aside class="detail cuts" aria-label="What to cut">
      <div class="detail-head">
        <h2>What to cut</h2>
        {cuts.length > 1 && (
          <button type="button" aria-pressed={cut === 'all'} onClick={() => choose(cut === 'all' ? undefined : 'all')}>
            Show all in the graph
          </button>
        )}
      </div>
      <p>
        Without {cuts.length === 1 ? 'this statement' : `these ${cuts.length} statements, one after the other,`}{' '}
        <strong>
          {gone.toLocaleString('en')} of {countOf(first.pathsBefore, 'way')}
        </strong>{' '}
        {gone === 1 ? 'is' : 'are'} gone. The account was searched again without {cuts.length === 1 ? 'it' : 'each'}, so
        that ways around it count.
      </p>
      <ol class="cut-list">
        {cuts.map((each) => (
          <li key={each.key}>
            <CutDetail cut={each} total={first.pathsBefore} isChosen={cut === String(each.number)} />
          </li>
        ))}
      </ol>
      {last.pathsAfter > 0 && (
        <p class="muted">
          {countOf(last.pathsAfter, 'way')} of {countOf(last.principalsAfter, 'user or role', 'users and roles')}{' '}
          {last.pathsAfter === 1 ? 'is' : 'are'} left; open them one by one.
        </p>
      )}
    </aside>
  );
}

function choose(cut: string | undefined): void {
  setParams({ cut, ...(cut === undefined && { only: undefined }) });
}

interface CutDetailProps {
  readonly cut: NumberedCut;
  /** How many ways there are without any cut. */
  readonly total: number;
  readonly isChosen: boolean;
}

function CutDetail({ cut, total, isChosen }: CutDetailProps) {
  const model = useModel();
  const { number, statement, pathsBefore, pathsAfter, principalsBefore, principalsAfter } = cut;
  const reference = referenceOf(model, { ...statement });
  const shareOf = (paths: number) => `${(paths / total) * 100}%`;
  const freed = principalsBefore - principalsAfter;
  const { params } = route.value;
  return (
    <>
      <p>
        <strong>
          <Foreign text={reference?.title ?? 'A policy'} />, statement {statement.statement}
        </strong>
      </p>
      <p>
        Breaks {countOf(pathsBefore - pathsAfter, 'way')}
        {freed > 0 && `; ${countOf(freed, 'user or role', 'users and roles')} can no longer become administrator`}.
      </p>
      <div class="cut-bar" aria-hidden="true">
        <span class="gone" style={{ width: shareOf(total - pathsBefore) }} />
        <span style={{ width: shareOf(pathsBefore - pathsAfter) }} />
      </div>
      <p class="muted">
        <Losers cut={cut} />
      </p>
      <p class="cut-links">
        <button type="button" aria-pressed={isChosen} onClick={() => choose(isChosen ? undefined : String(number))}>
          Show in the graph<span class="unseen">, cut {number}</span>
        </button>
        <a href={hashOf('escalation', { ...params, node: undefined, cut: String(number), only: 'cut' })}>
          Only what it breaks
        </a>
      </p>
      <Folded isOpen={isPrinting.value} summary="The statement">
        <PolicyDocument text={reference?.text ?? null} marked={new Set([statement.statement])} />
      </Folded>
    </>
  );
}

/** Who else holds the statement, and loses what it allows when it goes. */
function Losers({ cut: { statement } }: { readonly cut: NumberedCut }) {
  const model = useModel();
  const { sources } = useEscalation();
  const holders = useMemo(() => holdersOf(model, statement), [model, statement]);
  if (holders === null) return <>Whoever else comes in by this trust policy is kept out too.</>;
  const withWays = new Set(sources.map(({ arn }) => arn));
  const [only] = holders;
  if (only !== undefined && holders.length === 1) {
    return (
      <>
        Only <Foreign text={nameOf(model, only)} /> holds it.
      </>
    );
  }
  const others = holders.filter((arn) => !withWays.has(arn)).length;
  const held = countOf(holders.length, 'user or role holds', 'users and roles hold');
  if (others === 0) return <>{held} it, with a way to admin each.</>;
  return (
    <>
      {held} it; {others.toLocaleString('en')} of them {others === 1 ? 'has' : 'have'} no way to admin and would lose
      what it allows all the same.
    </>
  );
}

/** ARNs of the users and roles that hold the policy of a statement; null for a trust policy, which nobody holds. */
function holdersOf(model: Model, statement: NumberedCut['statement']): readonly string[] | null {
  if ('trustPolicyOf' in statement) return null;
  if ('policyArn' in statement) {
    const { policyArn } = statement;
    return model.data.principals
      .filter((principal) => heldPolicies(model, principal).has(policyArn))
      .map(({ arn }) => arn);
  }
  const { entityArn } = statement.inlinePolicy;
  if (!model.groupByArn.has(entityArn)) return [entityArn];
  return model.data.principals.filter(({ groups }) => groups.includes(entityArn)).map(({ arn }) => arn);
}
