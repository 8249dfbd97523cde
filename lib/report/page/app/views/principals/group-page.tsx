import { useMemo } from 'preact/hooks';
import type { PageGroup } from '../../../page-data.ts';
import { holdingsOfGroup } from '../../model/holdings.ts';
import { useModel } from '../../model/model.ts';
import { Panel } from '../../parts/panel.tsx';
import { Time } from '../../parts/time.tsx';
import { ArnList } from './arn-list.tsx';
import { EntityHead } from './entity-head.tsx';
import { FindingsOn } from './findings-on.tsx';
import { Holdings } from './holdings.tsx';

/** One group: what it gives, and to whom. */
export function GroupPage({ group }: { readonly group: PageGroup }) {
  const model = useModel();
  const { arn, name, createdAt } = group;
  const holdings = useMemo(() => holdingsOfGroup(model, group), [model, group]);
  const members = model.data.principals.filter(({ groups }) => groups.includes(arn));
  return (
    <>
      <EntityHead arn={arn} name={name}>
        Group, created <Time at={createdAt} />
      </EntityHead>
      <div class="entity">
        <div class="entity-column">
          <FindingsOn arn={arn} />
          <Holdings holdings={holdings} />
        </div>
        <div class="entity-column">
          <Panel title="Members" aside={<span class="muted">{members.length.toLocaleString('en')}</span>}>
            <ArnList arns={members.map((member) => member.arn)} none="Nobody is in it." />
          </Panel>
        </div>
      </div>
    </>
  );
}
