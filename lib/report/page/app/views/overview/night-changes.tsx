import type { Finding } from '../../../../../findings/finding.ts';
import { useModel } from '../../model/model.ts';
import { changesOf, hasNightBefore } from '../../model/night.ts';
import { Panel } from '../../parts/panel.tsx';
import { hashOf } from '../../route.ts';
import { FindingLines } from './finding-lines.tsx';

/** What the night has changed; left out where there is no night before. */
export function NightChanges() {
  const { data } = useModel();
  if (!hasNightBefore(data)) return null;
  const { appeared, resolved } = changesOf(data);
  return (
    <>
      <Changes title="New tonight" status="new,reopened" findings={appeared} none="Nothing is new." />
      <Changes title="Resolved tonight" status="resolved" findings={resolved} none="Nothing was resolved." />
    </>
  );
}

interface ChangesProps {
  readonly title: string;
  readonly status: string;
  readonly findings: readonly Finding[];
  readonly none: string;
}

const SHOWN = 6;

function Changes({ title, status, findings, none }: ChangesProps) {
  const count = findings.length.toLocaleString('en');
  return (
    <Panel title={title} aside={findings.length > 0 && <a href={hashOf('findings', { status })}>{`All ${count}`}</a>}>
      {findings.length === 0 ? <p>{none}</p> : <FindingLines findings={findings.slice(0, SHOWN)} />}
    </Panel>
  );
}
