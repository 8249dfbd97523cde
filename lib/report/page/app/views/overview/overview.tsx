import './overview.css';
import { useModel } from '../../model/model.ts';
import { hasNightBefore } from '../../model/night.ts';
import { Time } from '../../parts/time.tsx';
import { Checks } from './checks.tsx';
import { Gravest } from './gravest.tsx';
import { NightChanges } from './night-changes.tsx';
import { Remedies } from './remedies.tsx';
import { SeverityCounts } from './severity-counts.tsx';
import { Trend } from './trend.tsx';
import { Unseen } from './unseen.tsx';

/** How the account stands, on one screen. */
export function Overview() {
  const { data } = useModel();
  const { report, minSeverity } = data;
  // What there is of other nights fills the second column; without any, the first would be three times as long.
  const isOneOfMany = hasNightBefore(data);
  return (
    <>
      <div class="view-head">
        <h1>Overview</h1>
        <p class="muted">
          Read at <Time at={report.snapshotTakenAt} />
        </p>
      </div>
      {minSeverity !== null && (
        <p role="note" class="note">
          Findings below {minSeverity} were left out of this report; the counts know them.
        </p>
      )}
      <div class="overview">
        <SeverityCounts />
        <div class="column">
          <Remedies />
          {isOneOfMany && <Gravest />}
          <Unseen />
        </div>
        <div class="column">
          <Trend />
          <NightChanges />
          {!isOneOfMany && <Gravest />}
          <Checks />
        </div>
      </div>
    </>
  );
}
