import { useModel } from '../../model/model.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { ArnLink } from '../../parts/links.tsx';
import { useEscalation } from './use-escalation.ts';
import { countOf } from './words.ts';

/** More would push the ways out of sight; the view of the checks has them all. */
const MAX_NAMED = 100;

/** What the ways do not say: who could not be judged, and what was left out of this file. */
export function NotJudged() {
  const { data, outcomeById } = useModel();
  const outcome = outcomeById.get('privilege-escalation');
  const unknown = outcome?.unknown ?? [];
  const { sources } = useEscalation();
  const { minSeverity } = data;
  return (
    <>
      {minSeverity !== null && minSeverity !== 'info' && minSeverity !== 'low' && minSeverity !== 'medium' && (
        <p role="note" class="escalation-note">
          Findings below {minSeverity} were left out of this report
          {minSeverity === 'high'
            ? ': whoever can become administrator only under conditions is not shown.'
            : ': whoever needs several steps, or can only under conditions, is not shown.'}
        </p>
      )}
      {outcome !== undefined && unknown.length > 0 && (
        <details class="escalation-note" open={sources.length === 0}>
          <summary>
            <strong>{countOf(unknown.length, 'case')}</strong> could not be judged: there can be ways that nobody sees
          </summary>
          <ul>
            {unknown.slice(0, MAX_NAMED).map(({ resourceArn, detail, reason }, index) => (
              <li key={index}>
                {resourceArn !== undefined && (
                  <>
                    <ArnLink arn={resourceArn} />
                    {detail !== undefined && (
                      <>
                        , <Foreign text={detail} />
                      </>
                    )}
                    :{' '}
                  </>
                )}
                <Foreign text={reason} />
              </li>
            ))}
          </ul>
          {unknown.length > MAX_NAMED && <p>And {(unknown.length - MAX_NAMED).toLocaleString('en')} more.</p>}
        </details>
      )}
    </>
  );
}
