import type { PagePolicy } from '../../../page-data.ts';
import { useModel } from '../../model/model.ts';
import { namedStatements } from '../../model/statements.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { Panel } from '../../parts/panel.tsx';
import { PolicyDocument } from '../../parts/policy-document.tsx';
import { Time } from '../../parts/time.tsx';
import { ArnList } from './arn-list.tsx';
import { EntityHead } from './entity-head.tsx';
import { FindingsOn } from './findings-on.tsx';

/** One managed policy: what it says, what was found of it, and who holds it. */
export function PolicyPage({ policy }: { readonly policy: PagePolicy }) {
  const model = useModel();
  const { arn, name, managedBy, document, updatedAt } = policy;
  const { data } = model;
  const attachedTo = [...data.groups, ...data.principals].filter(({ attached }) => attached.includes(arn));
  const bounded = data.principals.filter(({ boundaryArn }) => boundaryArn === arn);
  return (
    <>
      <EntityHead arn={arn} name={name}>
        Policy {managedBy === 'aws' ? 'of AWS' : 'of the account'}, last changed <Time at={updatedAt} />
      </EntityHead>
      <div class="entity">
        <div class="entity-column">
          <Panel title="What it says">
            <PolicyDocument text={document?.text ?? null} marked={namedStatements(model, arn, arn)} />
          </Panel>
          <FindingsOn arn={arn} />
        </div>
        <div class="entity-column">
          <Panel title="Attached to" aside={<span class="muted">{attachedTo.length.toLocaleString('en')}</span>}>
            <ArnList arns={attachedTo.map((holder) => holder.arn)} none="Nobody." />
          </Panel>
          {bounded.length > 0 && (
            <Panel title="Boundary of" aside={<span class="muted">{bounded.length.toLocaleString('en')}</span>}>
              <ArnList arns={bounded.map((holder) => holder.arn)} none="" />
            </Panel>
          )}
          {document !== null && (
            <Panel title="Services that it grants">
              <p>
                {document.services === null && 'Unknown: it could not be read whole.'}
                {document.services !== null && <Foreign text={document.services.join(', ') || 'none'} />}
              </p>
            </Panel>
          )}
        </div>
      </div>
    </>
  );
}
