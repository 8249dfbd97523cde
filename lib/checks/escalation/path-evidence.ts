import type { EscalationPath, GrantingStatement, Hop } from '../../escalation/path.ts';
import type { Evidence } from '../../findings/finding.ts';
import type { AccountView } from '../account-view.ts';
import { statementAt } from './statement-places.ts';

/**
 * A path as the **contract** of `privilege-escalation` has it: `{ target, conditional, hops[] }`. Beside that, a hop has the trust policies
 * that let it in, its conditions in words, the version of a policy that it puts in force, and the existing resource that it uses,
 * where there are any.
 */
export function pathEvidence(account: AccountView, { target, conditional, hops }: EscalationPath): Evidence {
  // What comes after another version of a policy was put in force can be granted by a statement of that version.
  const isAsRead = hops.every(({ revived }) => revived === undefined);
  return { target, conditional, hops: hops.map((hop) => ({ from: hop.from, ...hopEvidence(account, hop, isAsRead) })) };
}

/** A step to another principal. `isAsRead`: whether the statements are those of the versions in force. */
export function hopEvidence(account: AccountView, hop: Omit<Hop, 'from'>, isAsRead = true): Evidence {
  const { to, technique, grants, trusts, conditions, revived, resourceArn } = hop;
  return {
    to,
    technique,
    grants: isAsRead ? grants.map((grant) => grantEvidence(account, grant)) : grants,
    ...(trusts.length > 0 && { trusts }),
    ...(conditions.length > 0 && { conditions }),
    ...(revived && { revived: { ...revived } }),
    ...(resourceArn !== undefined && { resourceArn }),
  };
}

/** A statement that grants something: its place, and its Sid where it has one. */
export function grantEvidence(account: AccountView, grant: GrantingStatement): Evidence {
  const sid = statementAt(account, grant)?.sid ?? null;
  return { ...grant, ...(sid !== null && { sid }) };
}
