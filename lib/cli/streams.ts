import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { InvalidInputError } from '../errors.ts';

/** Writes the result, and nothing else ever, to stdout; resolves when it is on its way, however slow the reader. */
export function writeResult(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}

/**
 * Writes a file whole or not at all: readers see the old one or the new one. Readable by its owner only, because
 * findings are a map of weak points. Folders on the way are made.
 *
 * @throws InvalidInputError that names the path
 */
export async function writeFileWhole(path: string, text: string): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(temporary, text, { mode: 0o600 });
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true });
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new InvalidInputError(`${path}: cannot be written: ${reason}`, { cause });
  }
}

/** Progress for the person who waits: on stderr, one line that moves on a terminal, plain lines elsewhere. */
export interface Progress {
  say(text: string): void;
  /** Ends the moving line. */
  done(): void;
}

export function createProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  if (!stream.isTTY) {
    let last = '';
    return {
      say(text) {
        if (text !== last) stream.write(`${text}\n`);
        last = text;
      },
      done() {},
    };
  }
  let moving = false;
  return {
    say(text) {
      stream.write(`\r\x1b[2K${text.slice(0, stream.columns - 1)}`);
      moving = true;
    },
    done() {
      if (moving) stream.write('\r\x1b[2K');
      moving = false;
    },
  };
}
