import { useMemo } from 'preact/hooks';
import { type FunctionRow, reductionOf } from '../../model/functions.ts';
import { useModel } from '../../model/model.ts';
import { DetailPanel, Section } from '../../parts/detail-panel.tsx';
import { Foreign } from '../../parts/foreign.tsx';
import { ArnLink, PrincipalLink } from '../../parts/links.tsx';
import { SeverityBadge } from '../../parts/severity-badge.tsx';
import { Time } from '../../parts/time.tsx';
import { hashOf } from '../../route.ts';
import { powerWords } from '../../words.ts';
import { CouldBecome } from './could-become.tsx';

/** One function: what was found of it and its role, what the role may do and used, and what it could become. */
export function FunctionDetail({ row }: { readonly row: FunctionRow }) {
  const { lambda, role, sharers, power, worst } = row;
  const reduction = useMemo(() => (role === null ? null : reductionOf(role, lambda)), [role, lambda]);
  return (
    <DetailPanel
      about={worst === null ? <span class="muted">Nothing found</span> : <SeverityBadge severity={worst} />}
      title={<Foreign text={lambda.name} />}
      param="arn"
    >
      <dl class="facts">
        <dt>ARN</dt>
        <dd>
          <Foreign text={lambda.arn} />
        </dd>
        <dt>Runtime</dt>
        <dd>
          <Foreign text={lambda.runtime ?? 'container image'} />
        </dd>
        <dt>Changed</dt>
        <dd>
          <Time at={lambda.modifiedAt} />
        </dd>
        <dt>Role</dt>
        <dd>
          {role === null ? <Foreign text={lambda.roleArn} /> : <PrincipalLink arn={role.arn} name={role.name} />}
          {sharers > 0 && (
            <span class="muted">
              , with which {sharers} more {sharers === 1 ? 'function runs' : 'functions run'}
            </span>
          )}
        </dd>
        <dt>Administrator</dt>
        <dd>{powerWords[power] || 'no'}</dd>
      </dl>
      <Findings row={row} />
      {role === null ? (
        <Section title="What it may do">
          <p>The snapshot does not hold its role: what it may do is unknown.</p>
        </Section>
      ) : (
        <MayDo row={{ ...row, role }} />
      )}
      {reduction !== null && <CouldBecome reduction={reduction} sharers={sharers} />}
    </DetailPanel>
  );
}

/** Findings that are listed; the rest is on the page of the role. */
const MAX_LISTED = 12;

function Findings({ row: { standing, lambda } }: { readonly row: FunctionRow }) {
  const { minSeverity } = useModel().data;
  if (standing.length === 0) return null;
  return (
    <Section title="Findings on it and its role">
      <ul class="plain">
        {standing.slice(0, MAX_LISTED).map(({ id, severity, title, resource }) => (
          <li key={id}>
            <SeverityBadge severity={severity} /> <a href={hashOf('findings', { id })}>{title}</a>
            {resource.arn !== lambda.arn && <span class="muted"> (its role)</span>}
          </li>
        ))}
      </ul>
      {standing.length > MAX_LISTED && <p class="muted">And {standing.length - MAX_LISTED} more.</p>}
      {minSeverity !== null && <p class="muted">Those below {minSeverity} are not in this report.</p>}
    </Section>
  );
}

function MayDo({ row }: { readonly row: FunctionRow & { readonly role: NonNullable<FunctionRow['role']> } }) {
  const { role, services } = row;
  const managed = role.grants.flatMap(({ source }) => ('policyArn' in source ? [source.policyArn] : []));
  const inline = role.grants.length - managed.length;
  return (
    <Section title="What it may do">
      <p>
        {services.used} of the {role.services.length} services that its role is granted were used
        {services.unknown > 0 && `, and of ${services.unknown} nobody can say`}.
      </p>
      <ul class="plain">
        {managed.map((arn) => (
          <li key={arn}>
            <ArnLink arn={arn} />
          </li>
        ))}
        {inline > 0 && (
          <li>
            {inline} inline {inline === 1 ? 'policy' : 'policies'}
          </li>
        )}
      </ul>
    </Section>
  );
}
