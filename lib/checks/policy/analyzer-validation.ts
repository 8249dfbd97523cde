import type { Evidence, Observation, Resource, Severity } from '../../findings/finding.ts';
import { type OwnPolicy, ownPolicies } from '../../snapshot/own-policies.ts';
import type { PolicyReference, PolicyValidations } from '../../snapshot/snapshot.ts';
import type { Check, CheckContext, SameProblem, Verdict } from '../check.ts';
import { remediation } from '../commands.ts';
import { recordOf, recordsOf, textOf, textsOf } from '../evidence.ts';
import { unreadReason } from '../permissions.ts';
import { groupResource, policyResource, roleResource, userResource } from '../resources.ts';
import { notCollected, pass, unknown } from '../verdicts.ts';

export const analyzerValidation: Check = {
  id: 'analyzer-validation',
  family: 'policy',
  title: 'Policy that Access Analyzer warns of',
  flags:
    "A customer managed policy, an inline policy or a trust policy in which AWS's own validation (ValidatePolicy) finds an error or, " +
    'high, a security warning: one finding for each of its issue codes. An error at a place where `policy-invalid` finds a mistake is ' +
    'its finding, and a security warning that a check of ours gives as well is that of this check: it names the validation among the ' +
    '`witnesses` in its evidence. Unknown without `maxPoliciesToValidate`, which has the policies validated.',
  severity: 'medium',
  rationale:
    'AWS knows its services better than any catalogue: what it cannot make sense of does not do what it was written for.',
  remediation: 'Correct what the message says, at the places that `pointers` in the evidence names.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  needs: ['authorization-details', 'policy-validations'],
  get testifiesTo() {
    return [POLICY_INVALID, ...Array.from(checksByWarning.values()).flat()];
  },

  *evaluate(context) {
    const validated = validationsByPolicy(context.account.snapshot.policyValidations ?? []);
    for (const policy of ownPolicies(context.account.snapshot)) {
      yield* judge(context, policy, validated.get(keyOf(policy.reference)));
    }
  },

  describe({ resource, evidence }) {
    const [place] = textsOf(evidence, 'pointers');
    const where = place ? ` at ${place.slice(0, MOST_SHOWN)}` : '';
    const message = textOf(evidence, 'message')?.replace(/\.$/, '').slice(0, MOST_SHOWN);
    return `AWS finds ${textOf(evidence, 'code')} in ${policyNamed(resource, evidence)}${where}${message ? `: ${message}` : ''}.`;
  },

  remediate({ evidence }) {
    const isTrust = evidence.kind === 'trust';
    return remediation(
      `${analyzerValidation.remediation} With the corrected document in policy.json the line shows whether AWS is content with it.`,
      [
        {
          call: 'accessanalyzer validate-policy',
          options: isTrust
            ? {
                'policy-type': 'RESOURCE_POLICY',
                'validate-policy-resource-type': 'AWS::IAM::AssumeRolePolicyDocument',
              }
            : { 'policy-type': 'IDENTITY_POLICY' },
          files: { 'policy-document': 'policy.json' },
        },
      ],
    );
  },
};

function policyNamed({ name }: Resource, evidence: Evidence): string {
  if (evidence.kind === 'trust') return `the trust policy of role ${name}`;
  const inline = recordOf(evidence, 'inlinePolicy');
  return inline === null ? `policy ${name}` : `inline policy ${textOf(inline, 'name')} of ${name}`;
}

type Issue = PolicyValidations[number]['issues'][number];

/** Characters of a place or a message, with names out of the policy in it, that a sentence repeats. */
const MOST_SHOWN = 300;

function judge(context: CheckContext, policy: OwnPolicy, issues: readonly Issue[] | undefined): readonly Verdict[] {
  const { reference, document } = policy;
  const resource = resourceWith(context, policy);
  const kind = kindOf(reference);
  if (issues === undefined) {
    const reason = 'unreadable' in document ? unreadReason(document) : null;
    // What was found of another document of the same resource is looked at as ever, but a finding does not say of which it is.
    return [unknown(reason ?? notCollected(context, 'policy-validations'), resource.arn, kind)];
  }
  if (issues.length === 0) return [pass];
  return [...Map.groupBy(issues, ({ code }) => code)].map(([code, same]): Verdict => {
    const { type, message } = same[0] ?? { type: 'ERROR', message: '' };
    const pointers = [...new Set(same.flatMap((issue) => issue.pointers))];
    const inline = 'inlinePolicy' in reference ? { inlinePolicy: reference.inlinePolicy } : {};
    const facts = { type, code, message, pointers };
    return {
      verdict: 'finding',
      resource,
      severity: severities[type],
      discriminator: JSON.stringify([kind, code]),
      evidence: { ...inline, kind, ...facts, witnesses: [{ operation: 'ValidatePolicy', ...facts }] },
      sameAs: sameAs(reference, { type, code, pointers }),
    };
  });
}

const severities: Readonly<Record<Issue['type'], Severity>> = { ERROR: 'medium', SECURITY_WARNING: 'high' };

/** The check of ours that finds errors. */
const POLICY_INVALID = 'policy-invalid';

/** Which checks of ours give the same warning, by AWS's code. IAM User Guide, access-analyzer-reference-policy-checks. */
const checksByWarning: ReadonlyMap<string, readonly string[]> = new Map([
  ['ALLOW_WITH_NOT_PRINCIPAL', ['not-principal', 'trust-anyone']],
  ['PASS_ROLE_WITH_NOT_RESOURCE', ['pass-role-any', 'not-resource-allow']],
  ['PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE', ['pass-role-any', 'admin-policy', 'service-wildcard']],
  ['PASS_ROLE_WITH_STAR_IN_RESOURCE', ['pass-role-any']],
]);

function sameAs(
  reference: PolicyReference,
  { type, code, pointers }: Pick<Issue, 'type' | 'code' | 'pointers'>,
): SameProblem {
  if (type === 'SECURITY_WARNING') {
    return { checkIds: checksByWarning.get(code) ?? [], isSame: (ours) => isAbout(ours, reference) };
  }
  return {
    checkIds: [POLICY_INVALID],
    isSame: (ours) =>
      isAbout(ours, reference) && pointers.every((pointer) => placesOf(ours).some((place) => overlap(place, pointer))),
  };
}

/** Whether a finding is about this document, and not another one of the same entity. */
function isAbout({ checkId, evidence }: Observation, reference: PolicyReference): boolean {
  const inline = recordOf(evidence, 'inlinePolicy');
  if ('inlinePolicy' in reference) return inline !== null && textOf(inline, 'name') === reference.inlinePolicy.name;
  if ('trustPolicyOf' in reference) return evidence.kind === 'trust' || checkId.startsWith('trust-');
  return true;
}

function placesOf({ evidence }: Observation): readonly string[] {
  return recordsOf(evidence, 'issues').flatMap((issue) => textOf(issue, 'pointer') ?? []);
}

/** Whether one of two JSON Pointers points into the other's value, or at the same. */
function overlap(left: string, right: string): boolean {
  return `${left}/`.startsWith(`${right}/`) || `${right}/`.startsWith(`${left}/`);
}

function validationsByPolicy(validations: PolicyValidations): ReadonlyMap<string, readonly Issue[]> {
  return new Map(
    validations.flatMap(({ policies, issues }) => policies.map((policy) => [keyOf(policy), issues] as const)),
  );
}

function keyOf(reference: PolicyReference): string {
  return JSON.stringify('inlinePolicy' in reference ? Object.values(reference.inlinePolicy) : reference);
}

function resourceWith(context: CheckContext, { on }: OwnPolicy): Resource {
  if ('policyName' in on) return policyResource(context, on);
  if ('userName' in on) return userResource(context, on);
  return 'groupName' in on ? groupResource(context, on) : roleResource(context, on);
}

/** `managed`, `trust`, or `inline` and the name. */
function kindOf(reference: PolicyReference): string {
  if ('policyArn' in reference) return 'managed';
  return 'trustPolicyOf' in reference ? 'trust' : `inline ${reference.inlinePolicy.name}`;
}
