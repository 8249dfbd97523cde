import type { Evidence, Remediation } from '../../findings/finding.ts';
import type { Facts } from '../check.ts';
import { iam, remediation } from '../commands.ts';
import { detachCommands, isChangeable } from '../detach.ts';
import { numberOf, recordOf, textOf, textsOf } from '../evidence.ts';

/** Kinds of entities as the commands of IAM name them. */
const entityKinds = new Map([
  ['AWS::IAM::User', 'user'],
  ['AWS::IAM::Group', 'group'],
  ['AWS::IAM::Role', 'role'],
]);

/**
 * A narrower policy in the place of a dangerous one. What it should say is the operator's to write: it holds what no audit knows.
 *
 * @param text what the new policy should be like
 */
export function narrowPolicy(facts: Facts, text: string): Remediation {
  const { resource, evidence } = facts;
  const inline = recordOf(evidence, 'inlinePolicy');
  if (inline !== null) return narrowInline(facts, text, textOf(inline, 'name') ?? '');
  if (isAwsManaged(resource.arn)) return replaceAwsPolicy(facts, text);
  const policy = { 'policy-arn': resource.arn };
  const inForce = textOf(evidence, 'defaultVersionId');
  return remediation(
    `${text} ${PRINT_AND_WRITE} The old version stays: \`aws iam set-default-policy-version\` with its id is the way back. ` +
      'A policy has five versions at most, so an old one may have to be deleted first.',
    [
      ...(inForce === null ? [] : [iam('get-policy-version', { ...policy, 'version-id': inForce })]),
      {
        ...iam('create-policy-version', policy),
        files: { 'policy-document': 'policy.json' },
        flags: ['set-as-default'],
      },
    ],
  );
}

const PRINT_AND_WRITE =
  'The first line prints the policy as it is: write the new one into policy.json and run the second line.';

function narrowInline({ resource }: Facts, text: string, name: string): Remediation {
  const kind = entityKinds.get(resource.type);
  if (kind === undefined) {
    return remediation(
      `${text} Change the inline policy of the permission set ${resource.name} in Identity Center and provision it again; keep ` +
        'a copy of the old one, which is the way back. IAM refuses changes of its role.',
    );
  }
  const options = { [`${kind}-name`]: resource.name, 'policy-name': name };
  return remediation(
    `${text} ${PRINT_AND_WRITE} Keep what the first line printed: the second line with it is the way back.`,
    [
      iam(`get-${kind}-policy`, options),
      { ...iam(`put-${kind}-policy`, options), files: { 'policy-document': 'policy.json' } },
    ],
  );
}

function replaceAwsPolicy({ resource, evidence }: Facts, text: string): Remediation {
  return remediation(
    `${text} AWS's own policies cannot be changed: attach a narrower one in the place of this, then detach it; the attach- ` +
      `command with the same options undoes each line.${permissionSetsIn(evidence)}`,
    detachCommands(resource.arn, textsOf(evidence, 'attachedTo'), numberOf(evidence, 'attachmentCount')),
  );
}

/** What to do where Identity Center's roles hold a policy; empty where none does. */
export function permissionSetsIn(evidence: Evidence): string {
  return textsOf(evidence, 'attachedTo').every(isChangeable)
    ? ''
    : " Identity Center's roles hold it too: change their permission sets.";
}

export function isAwsManaged(policyArn: string): boolean {
  return /^arn:[^:]*:iam::aws:policy\//.test(policyArn);
}
