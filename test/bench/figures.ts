import { renderRows } from '../../lib/report/rows.ts';

/** One number that a bench has measured. */
export interface Figure {
  readonly bench: string;
  /** What it was measured on: `6,000 principals`, `10 calls/s`. */
  readonly of: string;
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** What it should be, in words, where something was promised. */
  readonly target?: string;
}

/** Gives figures of one bench the same beginning: `const figure = figuresOf('audit', '700 principals')`. */
export function figuresOf(bench: string, of: string) {
  return (what: string, value: number, unit: string, target?: string): Figure => ({
    bench,
    of,
    what,
    value,
    unit,
    ...(target !== undefined && { target }),
  });
}

/** A table for each bench: a row for each thing measured, a column for each case, and the target beside them. */
export function renderFigures(figures: readonly Figure[]): string {
  const benches = Map.groupBy(figures, ({ bench }) => bench);
  return Array.from(benches, ([bench, ofBench]) => renderBench(bench, ofBench)).join('\n\n');
}

function renderBench(bench: string, figures: readonly Figure[]): string {
  const cases = [...new Set(figures.map(({ of }) => of))];
  const rows = Map.groupBy(figures, ({ what, unit }) => `${what}, ${unit}`);
  const cells = Array.from(rows, ([row, measured]) => [
    row,
    ...cases.map((each) => format(measured.find(({ of }) => of === each)?.value)),
    targetsOf(measured),
  ]);
  return renderRows([bench.toUpperCase(), ...cases, 'TARGET'], cells, 200);
}

/** Once, where all cases have the same; else each with its case. */
function targetsOf(measured: readonly Figure[]): string {
  const targets = new Set(measured.map(({ target }) => target));
  const [only] = targets;
  if (targets.size === 1) return only ?? '';
  return measured.flatMap(({ of, target }) => (target ? `${target} (${of})` : [])).join('; ');
}

/** Whole numbers as they are, small ones with what matters of their fractions. */
function format(value: number | undefined): string {
  if (value === undefined) return '';
  const digits = Number.isInteger(value) || Math.abs(value) >= 100 ? 0 : 2;
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
