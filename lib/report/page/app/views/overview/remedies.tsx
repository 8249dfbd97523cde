import './remedies.css';
import { useEffect, useState } from 'preact/hooks';
import { type Finding, severities } from '../../../../../findings/finding.ts';
import { useModel } from '../../model/model.ts';
import { greatestRemedies } from '../../model/remedies/remedies.ts';
import type { Remedy } from '../../model/remedies/remedy.ts';
import { Commands } from '../../parts/commands.tsx';
import { Foreign } from '../../parts/foreign.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Prose } from '../../parts/prose.tsx';
import { SeverityBadge } from '../../parts/severity-badge.tsx';
import { FindingLines } from './finding-lines.tsx';

const SHOWN = 5;

/** The changes that take away most risk, each with what it closes, how it is done, and who could miss it. */
export function Remedies() {
  const model = useModel();
  const [remedies, setRemedies] = useState<readonly Remedy[] | null>(null);
  // In a large account it takes a moment: what is there at once is shown first.
  useEffect(() => {
    const later = setTimeout(() => setRemedies(greatestRemedies(model, SHOWN)));
    return () => clearTimeout(later);
  }, [model]);
  if (remedies?.length === 0) return null;
  return (
    <Panel title="The changes that take away most risk">
      <p class="muted">
        Of all single changes, each time the one whose findings weigh most: critical 50, high 15, medium 4, low 1.
      </p>
      {remedies === null ? (
        <p>Weighing ...</p>
      ) : (
        <ol class="remedies">
          {remedies.map((remedy) => (
            <OneRemedy key={remedy.key} remedy={remedy} />
          ))}
        </ol>
      )}
    </Panel>
  );
}

function OneRemedy({ remedy: { title, closes, how, commands, couldBreak } }: { readonly remedy: Remedy }) {
  return (
    <li>
      <details>
        <summary>
          <span class="remedy-title">
            <Foreign text={title} />
          </span>
          <span class="remedy-closes">
            closes <SeverityList findings={closes} />
          </span>
        </summary>
        <div class="remedy">
          <Prose text={how} />
          <Commands commands={commands} />
          <p>
            <strong>Who could miss it:</strong> <Foreign text={couldBreak} />
          </p>
          <Closed findings={closes} />
        </div>
      </details>
    </li>
  );
}

function SeverityList({ findings }: { readonly findings: readonly Finding[] }) {
  const counts = severities
    .map((severity) => ({ severity, count: findings.filter((finding) => finding.severity === severity).length }))
    .filter(({ count }) => count > 0);
  return (
    <>
      {counts.map(({ severity, count }) => (
        <span key={severity} class="severity-count">
          {count.toLocaleString('en')} <SeverityBadge severity={severity} />
        </span>
      ))}
    </>
  );
}

/** How many are listed; of more it is said how many. */
const LISTED = 30;

function Closed({ findings }: { readonly findings: readonly Finding[] }) {
  const more = findings.length - LISTED;
  return (
    <div>
      <h3>What it closes</h3>
      <FindingLines findings={findings.slice(0, LISTED)} />
      {more > 0 && <p class="muted">And {more.toLocaleString('en')} more.</p>}
    </div>
  );
}
