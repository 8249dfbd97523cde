import './mark.css';
import { useModel } from '../../model/model.ts';
import { legendOf } from './age.ts';

/** What the marks of the matrix mean. */
export function Legend() {
  const { unusedAfterDays } = useModel().data;
  return (
    <ul class="legend" aria-label="Legend">
      {legendOf(unusedAfterDays).map(({ mark, label }) => (
        <li key={mark}>
          <span class={`mark ${mark}`} /> {label}
        </li>
      ))}
      <li class="muted">empty: not granted</li>
    </ul>
  );
}
