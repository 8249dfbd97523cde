import { severities } from '../../../../../findings/finding.ts';
import { useModel } from '../../model/model.ts';
import { hasNightBefore } from '../../model/night.ts';
import { Panel } from '../../parts/panel.tsx';
import { SeverityBadge } from '../../parts/severity-badge.tsx';
import { hashOf } from '../../route.ts';

/** How many findings stand, by severity, and what became of others. */
export function SeverityCounts() {
  const { data } = useModel();
  const { counts } = data.report.summary;
  const others = hasNightBefore(data) ? (['new', 'resolved', 'suppressed'] as const) : (['suppressed'] as const);
  return (
    <Panel title="What stands">
      <ul class="counts">
        {severities.map((severity) => (
          <li key={severity}>
            <a href={hashOf('findings', { severity })}>
              <span class="count">{counts[severity].toLocaleString('en')}</span>
              <SeverityBadge severity={severity} />
            </a>
          </li>
        ))}
      </ul>
      <ul class="counts small">
        {others.map((status) => (
          <li key={status}>
            <a href={hashOf('findings', { status })}>
              {counts[status].toLocaleString('en')} {status === 'suppressed' ? 'accepted' : status}
            </a>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
