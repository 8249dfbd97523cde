import { severities } from '../../../../findings/finding.ts';
import { Toggles } from './filter-bar.tsx';
import { SeverityBadge } from './severity-badge.tsx';

interface SeverityTogglesProps {
  /** How many rows there are of each severity; those of which there are none are no choice. */
  readonly counts: ReadonlyMap<string, number>;
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

/** Narrows rows by the gravest of their findings. */
export function SeverityToggles({ counts, chosen, onChange }: SeverityTogglesProps) {
  return (
    <Toggles
      label="Gravest finding"
      choices={severities
        .filter((severity) => counts.has(severity))
        .map((severity) => ({
          value: severity,
          label: (
            <>
              <SeverityBadge severity={severity} /> {counts.get(severity)?.toLocaleString('en')}
            </>
          ),
        }))}
      chosen={chosen}
      onChange={onChange}
    />
  );
}
