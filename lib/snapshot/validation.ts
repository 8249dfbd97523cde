import type { z } from 'zod';
import { oneLine } from '../one-line.ts';

/**
 * The first thing that is wrong with a document, in one line, for example `RoleDetailList[3].CreateDate: not a date`.
 *
 * @param hidden beginning of the path that the writer of the document would not recognise
 */
export function describeIssue(error: z.ZodError, hidden: readonly PropertyKey[] = []): string {
  const [issue] = error.issues;
  if (!issue) return 'not accepted';
  const path = hidden.every((part, index) => issue.path[index] === part) ? issue.path.slice(hidden.length) : issue.path;
  const where = path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : `${text}${text === '' ? '' : '.'}${String(part)}`),
    '',
  );
  return oneLine(`${where || 'the document'}: ${issue.message}`);
}
