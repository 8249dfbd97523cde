import { useModel } from '../../model/model.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { FindingLink } from '../../parts/links.tsx';
import { Panel } from '../../parts/panel.tsx';
import { SeverityBadge } from '../../parts/severity-badge.tsx';
import { hashOf } from '../../route.ts';

const SHOWN = 10;

/** Where to begin. */
export function Gravest() {
  const { findings } = useModel();
  const standing = findings.filter(({ status }) => status !== 'resolved' && status !== 'suppressed').slice(0, SHOWN);
  return (
    <Panel title="Gravest findings" aside={<a href={hashOf('findings')}>All findings</a>}>
      {standing.length === 0 ? (
        <EmptyState title="Nothing was found" />
      ) : (
        <ul class="gravest">
          {standing.map((finding) => (
            <li key={finding.id}>
              <SeverityBadge severity={finding.severity} />
              <span>
                <FindingLink finding={finding} /> <span class="muted">{finding.title}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
