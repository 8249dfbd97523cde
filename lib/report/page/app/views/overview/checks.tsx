import { useModel } from '../../model/model.ts';
import { Panel } from '../../parts/panel.tsx';

const words = {
  pass: 'passed',
  fail: 'found something',
  unknown: 'could not judge',
  'not-applicable': 'had nothing to look at',
} as const;

/** What came of the checks. */
export function Checks() {
  const { checks } = useModel().data.report.summary;
  return (
    <Panel title="Checks">
      <dl class="check-counts">
        {(['fail', 'unknown', 'pass', 'not-applicable'] as const).map((status) => (
          <div key={status}>
            <dt>{words[status]}</dt>
            <dd class={`check-${status}`}>{checks[status]}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
