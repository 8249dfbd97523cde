import { type CheckState, stateWords } from '../../model/checks.ts';

/** What came of a check, by colour, shape and words. */
export function StateBadge({ state, findings }: { readonly state: CheckState; readonly findings: number }) {
  return (
    <span class={`state ${state}`}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        <path d={shapes[state]} />
      </svg>
      {state === 'fail' ? `found ${findings.toLocaleString('en')}` : stateWords[state]}
    </span>
  );
}

/** A cross, a question's diamond, a tick, and lines for nothing. */
const shapes: Readonly<Record<CheckState, string>> = {
  fail: 'M1 2l4 4-4 4 1 1 4-4 4 4 1-1-4-4 4-4-1-1-4 4-4-4z',
  unknown: 'M6 0l6 6-6 6-6-6zM6 2L2 6l4 4 4-4z',
  pass: 'M1 6l1.4-1.4L5 7.2 9.6 2.600 11 4 5 10z',
  'not-applicable': 'M1 5h10v2H1z',
  'not-run': 'M1 5h4v2H1zM7 5h4v2H7z',
};
