import type { z } from 'zod';

/** The first problem with a document that an operator wrote: the field, what is wrong with it, and what is accepted. */
export function schemaProblem({ issues: [issue] }: z.ZodError, fields: readonly string[]): string {
  if (issue === undefined) return 'not accepted';
  if (issue.code === 'unrecognized_keys') {
    return `${issue.keys[0]}: no such field; accepted are ${fields.join(', ')}`;
  }
  return `${issue.path.join('.') || 'the document'}: ${issue.message}`;
}
