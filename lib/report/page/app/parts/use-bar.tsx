import './use-bar.css';
import type { UseCounts } from '../model/use-counts.ts';

const parts = ['used', 'unused', 'unknown'] as const;

/** How much is used, unused and unknown, as a picture of figures that stand beside it. */
export function UseBar({ counts }: { readonly counts: UseCounts }) {
  return (
    <div class="use-bar" aria-hidden="true">
      {parts.map((part) => counts[part] > 0 && <span key={part} class={part} style={{ flexGrow: counts[part] }} />)}
    </div>
  );
}
