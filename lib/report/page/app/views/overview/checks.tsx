import { checkStates, countStates, stateWords } from '../../model/checks.ts';
import { useModel } from '../../model/model.ts';
import { Panel } from '../../parts/panel.tsx';
import { hashOf } from '../../route.ts';

/** What came of the checks. */
export function Checks() {
  const counts = countStates(useModel());
  return (
    <Panel title="Checks" aside={<a href={hashOf('checks')}>All checks</a>}>
      <dl class="check-counts">
        {checkStates
          .filter((state) => counts.has(state))
          .map((state) => (
            <div key={state}>
              <dt>
                <a href={hashOf('checks', { state })}>{stateWords[state]}</a>
              </dt>
              <dd class={`state ${state}`}>{counts.get(state)}</dd>
            </div>
          ))}
      </dl>
    </Panel>
  );
}
