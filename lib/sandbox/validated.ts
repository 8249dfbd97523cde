import type { z } from 'zod';
import { InvalidInputError } from '../errors.ts';

/** Reads a value that a user wrote; throws an InvalidInputError that names `what` and the field for one that is not accepted. */
export function validated<Output>(schema: z.ZodType<Output>, value: unknown, what: string): Output {
  const result = schema.safeParse(value);
  if (result.success) {
    return result.data;
  }
  const [first] = result.error.issues;
  const at = first?.path.length ? ` at ${first.path.join('.')}` : '';
  throw new InvalidInputError(`${what}${at}: ${first?.message ?? 'not accepted'}`);
}
