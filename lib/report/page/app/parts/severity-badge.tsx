import './severity-badge.css';
import type { Severity } from '../../../../findings/finding.ts';

/** A severity by colour, word and shape, so that none of them is needed. */
export function SeverityBadge({ severity }: { readonly severity: Severity }) {
  return (
    <span class={`severity ${severity}`}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        <path d={shapes[severity]} />
      </svg>
      {severity}
    </span>
  );
}

const shapes: Readonly<Record<Severity, string>> = {
  critical: 'M4 0h4l4 4v4l-4 4H4L0 8V4z',
  high: 'M6 0l6 11H0z',
  medium: 'M6 0l6 6-6 6-6-6z',
  low: 'M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1z',
  info: 'M0 5h12v2H0z',
};
