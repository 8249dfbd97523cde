import { remediation } from '../../../../../checks/commands.ts';
import { changedPasswordPolicy } from '../../../../../checks/credentials/password-policy.ts';
import { isAwsManaged } from '../../../../../checks/policy/policy-fix.ts';
import type { Finding } from '../../../../../findings/finding.ts';
import type { Candidate } from './remedy.ts';

/** What one setting of the account puts right, whatever number of checks ask for it. */
export function settings(standing: readonly Finding[]): readonly Candidate[] {
  const lacking = standing.filter(({ checkId }) => checkId.startsWith('password-policy-'));
  const [first] = lacking;
  if (first === undefined || lacking.length === 1) return [];
  return [
    {
      key: 'password policy',
      closes: lacking,
      toRemedy: (closes) => ({
        key: 'password policy',
        closes,
        title: 'Set the password policy of the account, all of it at once',
        how: first.remediation.text,
        // One call for all: each finding's own would take back what the call before it has set.
        commands: remediation('', [changedPasswordPolicy(closes)]).commands ?? [],
        couldBreak: 'Nobody is locked out: a password is held against it when it is next changed.',
      }),
    },
  ];
}

/** A second factor for one user, whatever number of checks ask for it. */
export function secondFactors(standing: readonly Finding[]): readonly Candidate[] {
  const without = Map.groupBy(
    standing.filter(({ checkId }) => WITHOUT_MFA.has(checkId)),
    ({ resource }) => resource.arn,
  );
  return Array.from(without, ([arn, closes]) => ({
    key: `mfa ${arn}`,
    closes,
    toRemedy: (left) => ({
      key: `mfa ${arn}`,
      closes: left,
      title: `Let ${left[0]?.resource.name ?? arn} register a second factor`,
      how: left[0]?.remediation.text ?? '',
      commands: left[0]?.remediation.commands ?? [],
      couldBreak: 'Nothing by itself: the user signs in as before and shows the second factor, too.',
    }),
  }));
}

const WITHOUT_MFA: ReadonlySet<string> = new Set(['console-user-without-mfa', 'admin-user-without-mfa']);

/**
 * The own fix of each finding. Not of AWS's own policies: it is to take them from everybody, and nobody should do that to
 * AdministratorAccess because it came first in a list.
 */
export function ownFixes(standing: readonly Finding[]): readonly Candidate[] {
  return standing
    .filter(({ resource }) => !isAwsManaged(resource.arn))
    .map((finding) => ({
      key: `fix ${finding.id}`,
      closes: [finding],
      toRemedy: (closes) => ({
        key: `fix ${finding.id}`,
        closes,
        title: `${finding.title}: ${finding.resource.name}`,
        how: finding.remediation.text,
        commands: finding.remediation.commands ?? [],
        couldBreak: 'Whatever counts on it as it is; the finding has the evidence.',
      }),
    }));
}
