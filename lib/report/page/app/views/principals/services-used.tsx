import type { PageServiceUse } from '../../../page-data.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Time } from '../../parts/time.tsx';

/** The services that its policies grant: used ones last used first, then unused ones, then those of which nobody can say. */
export function ServicesUsed({ services }: { readonly services: readonly PageServiceUse[] }) {
  const used = services
    .filter((service) => service.status === 'used')
    .toSorted((a, b) => Date.parse(b.lastUsedAt) - Date.parse(a.lastUsedAt));
  const unused = services.filter((service) => service.status === 'unused');
  const unknown = Map.groupBy(
    services.filter((service) => service.status === 'unknown'),
    ({ reason }) => reason,
  );
  const granted = services.length;
  return (
    <Panel title="What it used" aside={<span class="muted">{`${used.length} of ${granted} services granted`}</span>}>
      {granted === 0 && <p>No service is granted to it.</p>}
      {used.length > 0 && (
        <dl class="facts">
          {used.map(({ service, lastUsedAt }) => (
            <Service key={service} service={service} lastUsedAt={lastUsedAt} />
          ))}
        </dl>
      )}
      {unused.length > 0 && (
        <details open={unused.length <= 12}>
          <summary>{unused.length} unused</summary>
          <dl class="facts">
            {unused.map(({ service, lastUsedAt }) => (
              <Service key={service} service={service} lastUsedAt={lastUsedAt} />
            ))}
          </dl>
        </details>
      )}
      {Array.from(unknown, ([reason, members]) => (
        <details key={reason} open={unused.length === 0 && used.length === 0}>
          <summary>
            {members.length} unknown: <Foreign text={reason} />
          </summary>
          <p>
            <Foreign text={members.map(({ service }) => service).join(', ')} />
          </p>
        </details>
      ))}
    </Panel>
  );
}

function Service({ service, lastUsedAt }: { readonly service: string; readonly lastUsedAt: string | null }) {
  return (
    <>
      <dt>
        <Foreign text={service} />
      </dt>
      <dd>{lastUsedAt === null ? 'no recorded use' : <Time at={lastUsedAt} />}</dd>
    </>
  );
}
