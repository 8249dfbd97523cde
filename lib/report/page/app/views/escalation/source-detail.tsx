import { route } from '../../location.ts';
import { useModel } from '../../model/model.ts';
import { DetailPanel, Section } from '../../parts/detail-panel.tsx';
import { Foreign } from '../../parts/foreign.tsx';
import { FindingLink, PrincipalLink } from '../../parts/links.tsx';
import { SeverityBadge } from '../../parts/severity-badge.tsx';
import { hashOf } from '../../route.ts';
import { Fix } from '../findings/fix.tsx';
import { Folded } from './statement-policies.tsx';
import { useEscalation } from './use-escalation.ts';
import { WaySteps } from './way-steps.tsx';
import { type Source, targetsOf, type Way } from './ways.ts';
import { countOf, nameOf } from './words.ts';

interface SourceDetailProps {
  readonly source: Source;
  /** How many ways it has with those that the filters leave out. */
  readonly allWays: number;
}

/** One who can become an administrator: every way step by step, and what to do about it. */
export function SourceDetail({ source, allWays }: SourceDetailProps) {
  const { arn, name, finding, ways } = source;
  return (
    <DetailPanel
      about={<SeverityBadge severity={finding.severity} />}
      title={
        <>
          <Foreign text={name} /> can become administrator
        </>
      }
      param="open"
    >
      <p class="muted">
        {countOf(ways.length, 'way')}
        {ways.length < allWays && ` of ${allWays}: the filters leave the others out`}, to{' '}
        {countOf(targetsOf(source).length, 'administrator')}
      </p>
      <dl class="facts">
        <dt>Principal</dt>
        <dd>
          <PrincipalLink arn={arn} name={arn} />
        </dd>
        <dt>Finding</dt>
        <dd>
          <FindingLink finding={finding} /> <span class="muted">{finding.status}</span>
        </dd>
        <dt>Graph</dt>
        <dd>
          <a href={hashOf('escalation', { ...route.value.params, show: undefined, open: undefined, from: arn })}>
            Draw these ways alone
          </a>
        </dd>
      </dl>
      <Section title={ways.length === 1 ? 'The way' : 'The ways'}>
        <ol class="ways">
          {ways.map((way, index) => (
            <li key={index}>
              <Folded isOpen={index === 0} summary={<WaySummary way={way} start={arn} />}>
                <WaySteps way={way} isOpen={index === 0} />
              </Folded>
            </li>
          ))}
        </ol>
      </Section>
      <Fix finding={finding} />
    </DetailPanel>
  );
}

function WaySummary({ way, start }: { readonly way: Way; readonly start: string }) {
  const model = useModel();
  const { titleOf } = useEscalation();
  const { steps, target, conditional } = way;
  return (
    <>
      {titleOf(steps[0]?.technique ?? '')}
      <span class="way-summary muted">
        {countOf(steps.length, 'step')}
        {conditional && ', under conditions'}, to{' '}
        {target === start ? 'itself' : <Foreign text={nameOf(model, target)} />}
      </span>
    </>
  );
}
