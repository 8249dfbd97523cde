import { useMemo } from 'preact/hooks';
import type { PagePrincipal } from '../../../page-data.ts';
import { useModel } from '../../model/model.ts';
import { powerOf } from '../../model/principals.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { Panel } from '../../parts/panel.tsx';
import { hashOf } from '../../route.ts';
import { ArnList } from './arn-list.tsx';
import { reachOf } from './reach.ts';

/** Whom somebody can become. */
export function Reaches({ principal }: { readonly principal: PagePrincipal }) {
  const model = useModel();
  const { arn } = principal;
  const { administrators, isSelf, others, namedBy } = useMemo(() => reachOf(model, arn), [model, arn]);
  const power = powerOf(model, principal);
  return (
    <Panel
      title="Whom it can become"
      aside={power === 'can-become' ? <a href={hashOf('escalation', { from: arn })}>The ways</a> : null}
    >
      {isSelf && <p>An administrator, by changing what it may do itself.</p>}
      <Targets title="Administrators" arns={administrators} />
      <Targets title="Others who may do more than it" arns={others} />
      <Targets title="Roles that name it in their trust policy" arns={namedBy} />
      {power === 'administrator' && <p>It is an administrator already.</p>}
      {power === 'none' && others.length === 0 && <p>Nobody who may do more than it.</p>}
      {power === 'unknown' && <Doubt arn={arn} />}
    </Panel>
  );
}

/** Why it is not known whether there is a way to an administrator. */
function Doubt({ arn }: { readonly arn: string }) {
  const { outcomeById, data } = useModel();
  const outcome = outcomeById.get('privilege-escalation');
  if (outcome === undefined) return <p>Unknown: ways to an administrator were not looked for in this audit.</p>;
  const entry = outcome.unknown.find(({ resourceArn }) => resourceArn === arn || resourceArn === undefined);
  if (entry !== undefined) {
    return (
      <p>
        Unknown: <Foreign text={entry.reason} />
      </p>
    );
  }
  if (data.minSeverity !== null) return <p>Unknown: findings below {data.minSeverity} are not in this report.</p>;
  return <p>Unknown: not all of its policies could be read.</p>;
}

function Targets({ title, arns }: { readonly title: string; readonly arns: readonly string[] }) {
  if (arns.length === 0) return null;
  return (
    <div>
      <h3>{title}</h3>
      <ArnList arns={arns} none="" />
    </div>
  );
}
