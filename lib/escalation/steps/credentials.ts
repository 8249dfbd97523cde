import type { CredentialReportRow } from '../../snapshot/snapshot.ts';
import type { Node } from '../node.ts';
import type { Access } from '../technique.ts';
import type { World } from '../world.ts';

/** Access keys that a user can have. IAM User Guide, reference_iam-quotas. */
const KEYS_PER_USER = 2;

/** Whether a user can be taken over by new credentials: surely, not at all, or if what is in doubt is so. */
export type Chance = { readonly status: 'yes' | 'no' } | { readonly status: 'perhaps'; readonly doubt: string };

/** What is known of the credentials that users have, by which some techniques are possible and others are not. */
export function credentialChances({ account }: World): (by: Access, user: Node) => Chance {
  const rows = new Map((account.snapshot.credentialReport?.rows ?? []).map((row) => [row.arn, row]));
  return (by, { arn }) => {
    const row = rows.get(arn);
    switch (by) {
      case 'new-key':
        if (row === undefined)
          return perhaps('no credential report says whether the user has room for another access key');
        return row.accessKeys.length < KEYS_PER_USER ? YES : NO;
      case 'new-password':
        return row?.passwordEnabled === true ? NO : passwordChance(row, 'whether the user has no password yet');
      case 'other-password':
        return row?.passwordEnabled === false ? NO : passwordChance(row, 'whether the user has a password');
      default:
        return YES;
    }
  };
}

function passwordChance(row: CredentialReportRow | undefined, unknown: string): Chance {
  if (row === undefined || row.passwordEnabled === null) return perhaps(`no credential report says ${unknown}`);
  return row.mfaActive ? perhaps('the user has MFA, so that a password alone does not sign in') : YES;
}

function perhaps(doubt: string): Chance {
  return { status: 'perhaps', doubt };
}

const YES: Chance = { status: 'yes' };
const NO: Chance = { status: 'no' };
