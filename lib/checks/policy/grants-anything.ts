import { policyOf } from '../../policy/document.ts';
import { statementsOf } from '../../policy/statement-actions.ts';
import type { StoredDocument } from '../../snapshot/snapshot.ts';
import { unreadReason } from '../permissions.ts';
import type { Unknown } from '../verdicts.ts';

/**
 * Whether a policy allows something, in whatever cases. Policies that only deny are taken for what they are: AWS itself puts them on
 * users and roles, to quarantine a leaked key or to end sessions.
 */
export function grantsAnything(document: StoredDocument | null): boolean | Unknown {
  if (document !== null && statementsOf(policyOf(document), 'Allow').length > 0) return true;
  return unreadReason(document) ?? false;
}
