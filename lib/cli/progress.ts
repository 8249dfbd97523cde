import { printable } from '../report/text.ts';
import { chunksOf, displayWidth } from '../report/width.ts';

/** Progress for the person who waits: on stderr, one line that moves on a terminal. Elsewhere nobody watches it. */
export interface Progress {
  /** What goes on, in one line; the next one takes its place. */
  say(text: string): void;
  /** The same in parts, the most important first, told anew several times a second; where the line is short, the last are left out. */
  watch(parts: () => readonly string[]): void;
  /** A line that has to stay readable, also where nobody watches. */
  note(text: string): void;
  /** Takes the moving line away. */
  done(): void;
}

export function createProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  return stream.isTTY ? new MovingLine(stream) : notesAlone(stream);
}

function notesAlone(stream: NodeJS.WriteStream): Progress {
  return { say: () => {}, watch: () => {}, note: (text) => stream.write(`${printable(text)}\n`), done: () => {} };
}

/** The lines that move, which make way for a question. */
const moving = new Set<MovingLine>();
let questions = 0;

/** Does something that has the terminal to itself, such as asking for a code. */
export async function withoutProgress<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  questions += 1;
  for (const line of moving) line.hide();
  try {
    return await work();
  } finally {
    questions -= 1;
  }
}

const TICK_MS = 250;
/** Some terminals say that they have no columns: they don't know. */
const USUAL_COLUMNS = 80;
const SEPARATOR = ' · ';

class MovingLine implements Progress {
  readonly #stream: NodeJS.WriteStream;
  #parts: () => readonly string[] = () => [];
  #shown = '';
  #ticker: NodeJS.Timeout | undefined;
  readonly #redraw = () => this.#draw();

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  say(text: string): void {
    this.watch(() => [text]);
  }

  watch(parts: () => readonly string[]): void {
    this.#parts = parts;
    if (this.#ticker === undefined) {
      this.#ticker = setInterval(this.#redraw, TICK_MS).unref();
      this.#stream.on('resize', this.#redraw);
      moving.add(this);
    }
    this.#draw();
  }

  note(text: string): void {
    this.#stream.write(`${this.#erasure()}${printable(text)}\n`);
    this.#shown = '';
  }

  done(): void {
    clearInterval(this.#ticker);
    this.#ticker = undefined;
    this.#stream.removeListener('resize', this.#redraw);
    moving.delete(this);
    this.hide();
  }

  hide(): void {
    this.#stream.write(this.#erasure());
    this.#shown = '';
  }

  #draw(): void {
    const line = fitting(this.#parts().map(printable), this.#columns() - 1);
    if (line === this.#shown || questions > 0) return;
    this.#stream.write(`${this.#erasure()}${line}`);
    this.#shown = line;
  }

  /** A terminal that was made narrower has broken the line into several. */
  #erasure(): string {
    if (this.#shown === '') return '';
    const broken = Math.ceil(displayWidth(this.#shown) / this.#columns()) - 1;
    return `\r${broken > 0 ? `\x1b[${broken}A` : ''}\x1b[J`;
  }

  #columns(): number {
    return this.#stream.columns || USUAL_COLUMNS;
  }
}

/** As many of the parts as there is room for; of the first at least its beginning. */
function fitting(parts: readonly string[], columns: number): string {
  for (let count = parts.length; count > 0; count--) {
    const line = parts.slice(0, count).join(SEPARATOR);
    if (displayWidth(line) <= columns) return line;
  }
  return columns < 1 ? '' : (chunksOf(parts[0] ?? '', columns)[0] ?? '');
}
