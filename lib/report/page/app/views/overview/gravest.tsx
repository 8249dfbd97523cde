import { isStanding } from '../../../../../findings/status.ts';
import { useModel } from '../../model/model.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Panel } from '../../parts/panel.tsx';
import { hashOf } from '../../route.ts';
import { FindingLines } from './finding-lines.tsx';

const SHOWN = 8;

/** Where to begin. */
export function Gravest() {
  const { findings } = useModel();
  const standing = findings.filter(({ status }) => isStanding(status)).slice(0, SHOWN);
  return (
    <Panel title="Gravest findings" aside={<a href={hashOf('findings')}>All findings</a>}>
      {standing.length === 0 ? <EmptyState title="Nothing was found" /> : <FindingLines findings={standing} />}
    </Panel>
  );
}
