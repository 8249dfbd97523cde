import type { PageCheck } from '../../../page-data.ts';
import { stateOf } from '../../model/checks.ts';
import { useModel } from '../../model/model.ts';
import { DetailPanel, Section } from '../../parts/detail-panel.tsx';
import { Prose } from '../../parts/prose.tsx';
import { SeverityBadge } from '../../parts/severity-badge.tsx';
import { dayOf } from '../../parts/time.tsx';
import { hashOf } from '../../route.ts';
import { StateBadge } from './state-badge.tsx';
import { UnknownList } from './unknown-list.tsx';

/** One check: what it flags, why, what to do about it, where other catalogues ask for it, and what it could not judge. */
export function CheckDetail({ check }: { readonly check: PageCheck }) {
  const { outcomeById } = useModel();
  const outcome = outcomeById.get(check.id) ?? null;
  return (
    <DetailPanel
      about={<StateBadge state={stateOf(outcome)} findings={outcome?.findings ?? 0} />}
      title={check.title}
      param="id"
    >
      <dl class="facts">
        <dt>Check</dt>
        <dd>
          <code>{check.id}</code>
        </dd>
        <dt>Severity</dt>
        <dd>
          <SeverityBadge severity={check.severity} /> <span class="muted">unless a finding says otherwise</span>
        </dd>
        {outcome !== null && outcome.findings > 0 && (
          <>
            <dt>Findings</dt>
            <dd>
              <a href={hashOf('findings', { check: check.id })}>{outcome.findings.toLocaleString('en')}</a>
            </dd>
          </>
        )}
        {outcome?.window !== undefined && (
          <>
            <dt>Looked at</dt>
            <dd>
              {dayOf(outcome.window.from)} to {dayOf(outcome.window.to)}
            </dd>
          </>
        )}
      </dl>
      {outcome === null && <p>It was not run in this audit: nothing is known of what it looks for.</p>}
      {outcome?.status === 'not-applicable' && <p>The account has nothing that it could look at.</p>}
      <Section title="What it flags">
        <Prose text={check.flags} />
      </Section>
      {outcome !== null && outcome.unknown.length > 0 && <UnknownList unknown={outcome.unknown} />}
      <Section title="Why it matters">
        <Prose text={check.rationale} />
      </Section>
      <Section title="Fix">
        <Prose text={check.remediation} />
      </Section>
      <Mappings check={check} />
    </DetailPanel>
  );
}

function Mappings({ check: { mappings } }: { readonly check: PageCheck }) {
  const { cis, securityHub, prowler } = mappings;
  const versions = Object.entries(cis);
  if (versions.length + securityHub.length + prowler.length === 0) return null;
  return (
    <Section title="In other catalogues">
      <dl class="facts">
        {versions.map(([version, number]) => (
          <Mapping key={version} name={`CIS v${version}`} by={`cis-${version}`} ids={[number]} />
        ))}
        {securityHub.length > 0 && <Mapping name="Security Hub" by="security-hub" ids={securityHub} />}
        {prowler.length > 0 && <Mapping name="Prowler" by={null} ids={prowler} />}
      </dl>
    </Section>
  );
}

interface MappingProps {
  readonly name: string;
  /** The order of the catalogue by these numbers, as the address names it; null: there is no such order. */
  readonly by: string | null;
  readonly ids: readonly string[];
}

function Mapping({ name, by, ids }: MappingProps) {
  return (
    <>
      <dt>{by === null ? name : <a href={hashOf('checks', { by })}>{name}</a>}</dt>
      <dd>{ids.join(', ')}</dd>
    </>
  );
}
