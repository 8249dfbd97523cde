import { printable } from '../report/text.ts';

/** Progress for the person who waits: on stderr, one line that moves on a terminal, plain lines elsewhere. */
export interface Progress {
  /** What goes on, in one line; the next one takes its place. */
  say(text: string): void;
  /** A line that has to stay readable. */
  note(text: string): void;
  /** Ends the moving line. */
  done(): void;
}

const CLEAR_LINE = '\r\x1b[2K';

export function createProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  return stream.isTTY ? movingLine(stream) : plainLines(stream);
}

function movingLine(stream: NodeJS.WriteStream): Progress {
  let isShown = false;
  const clear = () => {
    if (isShown) stream.write(CLEAR_LINE);
    isShown = false;
  };
  return {
    say(text) {
      stream.write(`${CLEAR_LINE}${printable(text).slice(0, Math.max(0, stream.columns - 1))}`);
      isShown = true;
    },
    note(text) {
      clear();
      stream.write(`${printable(text)}\n`);
    },
    done: clear,
  };
}

function plainLines(stream: NodeJS.WriteStream): Progress {
  let last = '';
  const write = (text: string) => {
    if (text !== last) stream.write(`${printable(text)}\n`);
    last = text;
  };
  return { say: write, note: write, done: () => {} };
}
