import { type Severity, severities } from '../findings/finding.ts';

/** What a text stands for, which a colour may say too. */
export type Tone = Severity | 'heading' | 'good' | 'doubtful' | 'bad';

/**
 * Gives a text the looks of its tone. It comes last, when lines are made: what it adds takes no columns.
 * Colour never says what the words do not.
 */
export type Paint = (tone: Tone, text: string) => string;

/** For files, pipes, and who wants no colours. */
export const unpainted: Paint = (_, text) => text;

/** The tone of a cell that says how grave something is; null for other cells. */
export function severityTone(cell: string): Tone | null {
  return severities.find((severity) => severity === cell) ?? null;
}
