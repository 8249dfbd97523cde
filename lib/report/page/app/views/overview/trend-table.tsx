import { useState } from 'preact/hooks';
import { severities } from '../../../../../findings/finding.ts';
import type { TrendNight } from '../../../page-data.ts';

const columns = [...severities, 'new', 'resolved', 'suppressed'] as const;

/** The numbers of the drawing, for who cannot see it or wants to know exactly; newest first. */
export function TrendTable({ trend }: { readonly trend: readonly TrendNight[] }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="trend-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>The numbers</summary>
      {isOpen && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
        <section class="scrolled" tabIndex={0} aria-label="Numbers of each night">
          <table>
            <thead>
              <tr>
                <th scope="col">Night (UTC)</th>
                {columns.map((column) => (
                  <th key={column} scope="col" class="number">
                    {column === 'suppressed' ? 'accepted' : column}
                  </th>
                ))}
                <th scope="col" class="number">
                  covered
                </th>
              </tr>
            </thead>
            <tbody>
              {trend.toReversed().map(({ startedAt, counts, coveragePercent }) => (
                <tr key={startedAt}>
                  <th scope="row">{startedAt.slice(0, 16).replace('T', ' ')}</th>
                  {columns.map((column) => (
                    <td key={column} class="number">
                      {counts[column].toLocaleString('en')}
                    </td>
                  ))}
                  <td class="number">{coveragePercent}%</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </details>
  );
}
