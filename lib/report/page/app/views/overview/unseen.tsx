import { blindChecks, type UnseenPart, unseenParts } from '../../model/coverage.ts';
import { useModel } from '../../model/model.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Prose } from '../../parts/prose.tsx';
import { hashOf } from '../../route.ts';

const statusWords: Readonly<Record<UnseenPart['status'], string>> = {
  denied: 'not allowed',
  failed: 'failed',
  partial: 'read in part',
  skipped: 'left out',
};

/** What the audit could not see: nothing follows from it, neither good nor bad. */
export function Unseen() {
  const { data } = useModel();
  const parts = unseenParts(data);
  const unseen = parts.filter(({ status }) => status !== 'skipped');
  const skipped = parts.filter(({ status }) => status === 'skipped');
  const blind = blindChecks(data);
  return (
    <Panel title="What was not seen" aside={<span>{data.report.summary.coveragePercent}% covered</span>}>
      {unseen.length === 0 ? (
        <p>Everything that was to be read was read.</p>
      ) : (
        <ul class="plain">
          {unseen.map((part) => (
            <Part key={`${part.status} ${part.reason}`} part={part} />
          ))}
        </ul>
      )}
      {skipped.length > 0 && (
        <details>
          <summary>{skipped.flatMap(({ sources }) => sources).length} sources were left out on purpose</summary>
          <ul class="plain">
            {skipped.map((part) => (
              <Part key={part.reason} part={part} />
            ))}
          </ul>
        </details>
      )}
      {blind > 0 && (
        <p>
          <a href={hashOf('checks', { state: 'unknown' })}>
            {blind === 1 ? '1 check could judge nothing' : `${blind} checks could judge nothing`}
          </a>{' '}
          without it.
        </p>
      )}
    </Panel>
  );
}

function Part({ part: { status, sources, reason, advice } }: { readonly part: UnseenPart }) {
  return (
    <li>
      <strong>
        <Foreign text={sources.join(', ')} />
      </strong>{' '}
      {statusWords[status]}: <Foreign text={reason} />
      {status !== 'skipped' && (
        <div class="muted">
          <Prose text={advice} />
        </div>
      )}
    </li>
  );
}
