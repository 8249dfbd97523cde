import { useMemo } from 'preact/hooks';
import type { PagePrincipal } from '../../../page-data.ts';
import { holdingsOf } from '../../model/holdings.ts';
import { useModel } from '../../model/model.ts';
import { type Power, powerOf } from '../../model/principals.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { ArnLink } from '../../parts/links.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Time } from '../../parts/time.tsx';
import { EntityHead } from './entity-head.tsx';
import { FindingsOn } from './findings-on.tsx';
import { Holdings } from './holdings.tsx';
import { Reaches } from './reaches.tsx';
import { ServicesUsed } from './services-used.tsx';
import { TrustedBy } from './trusted-by.tsx';

/** One user or role: what it is, what it holds and used, who can become it, and whom it can become. */
export function PrincipalPage({ principal }: { readonly principal: PagePrincipal }) {
  const model = useModel();
  const holdings = useMemo(() => holdingsOf(model, principal), [model, principal]);
  const { arn, name, kind, trust } = principal;
  return (
    <>
      <EntityHead arn={arn} name={name}>
        {kind === 'user' ? 'User' : 'Role'}
        {originWords[principal.origin]}
        {powerWords[powerOf(model, principal)]}
      </EntityHead>
      <div class="entity">
        <div class="entity-column">
          <FindingsOn arn={arn} />
          <Holdings holdings={holdings} />
          {trust !== null && <TrustedBy trust={trust} arn={arn} />}
        </div>
        <div class="entity-column">
          <Facts principal={principal} />
          <Reaches principal={principal} />
          <ServicesUsed services={principal.services} />
        </div>
      </div>
    </>
  );
}

const originWords: Readonly<Record<PagePrincipal['origin'], string>> = {
  own: '',
  'service-linked': ', made and kept by an AWS service',
  'identity-center': ', made by Identity Center from a permission set',
};

const powerWords: Readonly<Record<Power, string>> = {
  administrator: ', an administrator',
  'can-become': ', can become an administrator',
  unknown: ', perhaps an administrator, or somebody who can become one',
  none: '',
};

function Facts({ principal }: { readonly principal: PagePrincipal }) {
  const { path, createdAt, use, boundaryArn, groups, tags } = principal;
  const tagged = Object.entries(tags);
  return (
    <Panel title="What it is">
      <dl class="facts">
        <dt>Path</dt>
        <dd>
          <Foreign text={path} />
        </dd>
        <dt>Created</dt>
        <dd>
          <Time at={createdAt} />
        </dd>
        <dt>Last used</dt>
        <dd>
          {use.status === 'unknown' && (
            <>
              Unknown: <Foreign text={use.reason} />
            </>
          )}
          {use.status !== 'unknown' && (use.lastUsedAt === null ? 'No recorded use' : <Time at={use.lastUsedAt} />)}
        </dd>
        <dt>Boundary</dt>
        <dd>{boundaryArn === null ? <span class="muted">none</span> : <ArnLink arn={boundaryArn} />}</dd>
        {groups.length > 0 && (
          <>
            <dt>Groups</dt>
            <dd>
              {groups.map((group, index) => (
                <span key={group}>
                  {index > 0 && ', '}
                  <ArnLink arn={group} />
                </span>
              ))}
            </dd>
          </>
        )}
        <dt>Tags</dt>
        <dd>
          {tagged.length === 0 && <span class="muted">none</span>}
          {tagged.map(([key, value]) => (
            <div key={key}>
              <Foreign text={key} /> = <Foreign text={value} />
            </div>
          ))}
        </dd>
      </dl>
    </Panel>
  );
}
