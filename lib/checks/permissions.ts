import { policyOf } from '../policy/document.ts';
import type { StoredDocument } from '../snapshot/snapshot.ts';
import type { GrantSource } from './account-view.ts';
import type { Unknown } from './verdicts.ts';

/** Why a document cannot be judged, or not wholly; null when it was read. */
export function unreadReason(document: StoredDocument | null): Unknown | null {
  if (document === null) return noDocument;
  const problem = policyOf(document).problems.find(({ unread }) => unread);
  if (problem === undefined) return null;
  const place = problem.pointer === '' ? '' : ` at ${problem.pointer}`;
  return { code: 'unreadable-document', reason: `The policy document cannot be read${place}: ${problem.message}.` };
}

export const noDocument: Unknown = {
  code: 'not-collected',
  reason: 'The snapshot does not hold the document of this policy.',
};

/** The name of a grant for `detail` and for fingerprints: a policy's ARN, or the name of an inline policy. */
export function nameOfSource(source: GrantSource): string {
  return 'policyArn' in source ? source.policyArn : source.inlinePolicy.name;
}
