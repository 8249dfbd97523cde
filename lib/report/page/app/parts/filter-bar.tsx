import './filter-bar.css';
import type { ComponentChildren } from 'preact';

/** The controls that narrow what a view shows. */
export function FilterBar({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  return (
    <search class="filter-bar" aria-label={label}>
      {children}
    </search>
  );
}

interface Choice {
  readonly value: string;
  readonly label: ComponentChildren;
}

interface TogglesProps {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

/** A few choices, any of which can be on; none of them on is all of them. */
export function Toggles({ label, choices, chosen, onChange }: TogglesProps) {
  return (
    <fieldset class="toggles">
      <legend class="unseen">{label}</legend>
      {choices.map(({ value, label: words }) => (
        <button
          key={value}
          type="button"
          aria-pressed={chosen.includes(value)}
          onClick={() =>
            onChange(chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value])
          }
        >
          {words}
        </button>
      ))}
    </fieldset>
  );
}

interface SelectProps {
  readonly label: string;
  /** The choice that chooses nothing. */
  readonly all: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly chosen: string | undefined;
  readonly onChange: (chosen: string | undefined) => void;
}

/** One of many choices, or all of them. */
export function Select({ label, all, choices, chosen, onChange }: SelectProps) {
  return (
    <select
      aria-label={label}
      value={chosen ?? ''}
      onChange={(event) => onChange(event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
    >
      <option value="">{all}</option>
      {choices.map(({ value, label: words }) => (
        <option key={value} value={value}>
          {words}
        </option>
      ))}
    </select>
  );
}
