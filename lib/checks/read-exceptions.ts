import type { Exception } from '../config/exception.ts';
import { parseException } from '../config/exception.ts';
import { InvalidInputError } from '../errors.ts';
import type { UnreadableException } from './check.ts';
import { checkById } from './registry.ts';

/** What operators accept, and what they wrote that nobody can read. */
export interface ReadExceptions {
  readonly exceptions: readonly Exception[];
  readonly unreadable: readonly UnreadableException[];
}

/**
 * Reads exceptions. One that is not accepted hides nothing and is told as a finding; the others, and the audit, go on.
 */
export function readExceptions(
  stored: readonly { readonly id: string; readonly name: string; readonly text: string }[],
  now: Date,
): ReadExceptions {
  const exceptions: Exception[] = [];
  const unreadable: UnreadableException[] = [];
  for (const { id, name: parameter, text } of stored) {
    try {
      exceptions.push(parseException(text, { id, parameter, now, isCheck: (check) => checkById(check) !== undefined }));
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error;
      unreadable.push({ id, parameter, problem: error.message });
    }
  }
  return { exceptions, unreadable };
}
