import { styleText } from 'node:util';
import type { Paint, Tone } from '../report/paint.ts';

/** Colours that every terminal has, light or dark, and that the terminal's own theme chooses. */
const styles: Readonly<Record<Tone, Parameters<typeof styleText>[0]>> = {
  critical: ['bold', 'red'],
  high: 'red',
  medium: 'yellow',
  low: 'cyan',
  info: 'blue',
  heading: 'bold',
  good: 'green',
  doubtful: 'yellow',
  bad: 'red',
};

/** Colours for stdout: where it is a terminal, unless NO_COLOR is set, or everywhere when FORCE_COLOR is. */
export const stdoutPaint: Paint = (tone, text) => styleText(styles[tone], text, { stream: process.stdout });
