import { useMemo } from 'preact/hooks';
import type { Finding } from '../../../../../findings/finding.ts';
import { useModel } from '../../model/model.ts';
import { policiesOf } from '../../model/statements.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { DetailPanel, Section } from '../../parts/detail-panel.tsx';
import { Evidence } from '../../parts/evidence.tsx';
import { Foreign } from '../../parts/foreign.tsx';
import { PolicyDocument } from '../../parts/policy-document.tsx';
import { Prose } from '../../parts/prose.tsx';
import { SeverityBadge } from '../../parts/severity-badge.tsx';
import { Time } from '../../parts/time.tsx';
import { hashOf } from '../../route.ts';
import { Acceptance } from './acceptance.tsx';
import { Fix } from './fix.tsx';
import { Introducer } from './introducer.tsx';

/** A finding with all that is known of it: what, where, since when, by whom, and the fix. */
export function FindingDetail({ finding }: { readonly finding: Finding }) {
  const { checkById } = useModel();
  const { checkId, title, detail, severity, resource, status } = finding;
  return (
    <DetailPanel about={<SeverityBadge severity={severity} />} title={title} param="id">
      <p>
        <Foreign text={detail} />
      </p>
      <dl class="facts">
        <dt>Resource</dt>
        <dd>
          <a href={hashOf('findings', { resource: resource.arn })}>
            <Foreign text={resource.arn} />
          </a>{' '}
          <CopyButton text={resource.arn} what="the ARN" />
        </dd>
        <dt>Check</dt>
        <dd>
          <a href={hashOf('checks', { id: checkId })}>{checkId}</a>
        </dd>
        <dt>Status</dt>
        <dd>{status}</dd>
        <dt>First seen</dt>
        <dd>
          <Time at={finding.firstSeenAt} />
        </dd>
        {finding.resolvedAt !== undefined && (
          <>
            <dt>Resolved</dt>
            <dd>
              <Time at={finding.resolvedAt} />
            </dd>
          </>
        )}
        <dt>Id</dt>
        <dd>
          <code>{finding.id}</code> <CopyButton text={finding.id} what="the id" />
        </dd>
      </dl>
      <Fix finding={finding} />
      {finding.introducedBy !== undefined && <Introducer introducedBy={finding.introducedBy} />}
      <Section title="Evidence">
        <Evidence evidence={finding.evidence} />
      </Section>
      <Policies finding={finding} />
      <Section title="Why it matters">
        <Prose text={checkById.get(checkId)?.rationale ?? ''} />
      </Section>
      <Acceptance finding={finding} />
    </DetailPanel>
  );
}

/** More would be longer than anybody reads; the first ones are those with statements of their own. */
const MAX_POLICIES = 8;

function Policies({ finding }: { readonly finding: Finding }) {
  const model = useModel();
  const policies = useMemo(() => policiesOf(model, finding), [model, finding]);
  if (policies.length === 0) return null;
  return (
    <Section title={policies.length === 1 ? 'Policy' : 'Policies'}>
      {policies.slice(0, MAX_POLICIES).map(({ title, text, statements }) => (
        <details key={title} class="policy" open={policies.length === 1 || statements.size > 0}>
          <summary>
            <Foreign text={title} />
          </summary>
          <PolicyDocument text={text} marked={statements} />
        </details>
      ))}
      {policies.length > MAX_POLICIES && <p class="muted">And {policies.length - MAX_POLICIES} more policies.</p>}
    </Section>
  );
}
