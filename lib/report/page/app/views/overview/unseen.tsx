import { useModel } from '../../model/model.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { Panel } from '../../parts/panel.tsx';

/** What the audit could not see: nothing follows from it, neither good nor bad. */
export function Unseen() {
  const { summary } = useModel().data.report;
  return (
    <Panel title="What was not seen" aside={<span>{summary.coveragePercent}% covered</span>}>
      {summary.gaps.length === 0 ? (
        <p>Everything that the checks look at was read.</p>
      ) : (
        <ul class="plain">
          {summary.gaps.map((gap) => (
            <li key={gap}>
              <Foreign text={gap} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
