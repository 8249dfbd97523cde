import type { Finding } from '../../../../../findings/finding.ts';
import { isStanding } from '../../../../../findings/status.ts';
import { useModel } from '../../model/model.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { Panel } from '../../parts/panel.tsx';
import { SeverityBadge } from '../../parts/severity-badge.tsx';
import { hashOf } from '../../route.ts';

/** How many are listed; the rest is a link away. */
const MAX_LISTED = 12;

/** What was found of a user, role, group or policy itself, and which of it was accepted. */
export function FindingsOn({ arn }: { readonly arn: string }) {
  const { findingsByArn, principalByArn, data } = useModel();
  const findings = findingsByArn.get(arn) ?? [];
  const standing = findings.filter(({ status }) => isStanding(status));
  const accepted = findings.filter(({ suppression }) => suppression !== undefined);
  return (
    <Panel
      title="Findings"
      aside={findings.length > 0 && <a href={hashOf('findings', { resource: arn })}>In the list of findings</a>}
    >
      {standing.length === 0 ? <p>None stands on it.</p> : <FindingLines findings={standing} />}
      {data.minSeverity !== null && <p class="muted">Those below {data.minSeverity} are not in this report.</p>}
      {accepted.length > 0 && (
        <>
          <h3>Accepted</h3>
          <ul class="plain">
            {accepted.map(({ id, title, suppression }) => (
              <li key={id}>
                <a href={hashOf('findings', { id })}>{title}</a>{' '}
                {suppression !== undefined && (
                  <span class="muted">
                    until {suppression.expires}, by <Foreign text={suppression.owner} />:{' '}
                    <Foreign text={suppression.reason} />
                  </span>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {principalByArn.has(arn) && (
        <p class="muted">
          <a href={hashOf('findings', { principal: arn })}>With those on the managed policies that it holds</a>
        </p>
      )}
    </Panel>
  );
}

function FindingLines({ findings }: { readonly findings: readonly Finding[] }) {
  const more = findings.length - MAX_LISTED;
  return (
    <>
      <ul class="finding-lines">
        {findings.slice(0, MAX_LISTED).map(({ id, severity, title, detail }) => (
          <li key={id}>
            <SeverityBadge severity={severity} />
            <div>
              <a href={hashOf('findings', { id })}>{title}</a>
              <div class="muted finding-said">
                <Foreign text={detail} />
              </div>
            </div>
          </li>
        ))}
      </ul>
      {more > 0 && <p class="muted">And {more.toLocaleString('en')} more.</p>}
    </>
  );
}
